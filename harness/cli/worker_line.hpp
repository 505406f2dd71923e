// The shell line that starts the first worker of a cell without the harness.
#pragma once

#include <string>

#include "harness/model/catalog.hpp"
#include "harness/model/cell.hpp"
#include "harness/model/topology.hpp"

namespace allocscale {

/// The line; the worker then waits for nobody. The cell is one of a kernel, not of a program.
[[nodiscard]] std::string worker_line(const Cell& cell, const Runner& runner, const Topology& topology);

}  // namespace allocscale
