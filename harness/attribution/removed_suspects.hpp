// Of which kernels was a suspect taken away? The cells of a run and their facts tell; no sample is read.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/model/cell.hpp"
#include "harness/model/facts.hpp"

namespace allocscale {

/// The kernels that attribute() has something to say of, where each of these cells has a trial: ordered,
/// without repeats. The facts are those of the cells' kernels and layouts.
[[nodiscard]] std::vector<std::string> kernels_with_removals(std::span<const Cell> cells, const Facts& facts);

}  // namespace allocscale
