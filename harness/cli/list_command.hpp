// `allocscale list`: what there is, one line each.
#pragma once

#include <string>
#include <vector>

#include "harness/base/places.hpp"

namespace allocscale {

/// The things that can be listed: kernels, layouts, allocators, experiments, metrics, formats.
[[nodiscard]] const std::vector<std::string>& listable();

/// One line each on standard output: the name, then what it is.
void list(const std::string& what, const Places& places);

}  // namespace allocscale
