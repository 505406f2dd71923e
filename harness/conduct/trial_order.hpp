// From a cell to the order of one trial of it: which runner, with which arguments, where and in which
// environment.
#pragma once

#include <string>
#include <vector>

#include "harness/model/catalog.hpp"
#include "harness/model/topology.hpp"
#include "harness/model/trial.hpp"

namespace allocscale {

/// NAME=value words of `knobs`, and `knob` with them: a variable that is set already is given both values,
/// with the separator of its own syntax (':' in GLIBC_TUNABLES, ld.so(8); ',' in MALLOC_CONF, jemalloc(3)).
[[nodiscard]] std::vector<std::string> with_knob(std::vector<std::string> knobs, const std::string& knob);

/// Everything about a trial that follows from its cell. `widest` is the most workers of the cells it is
/// compared with; `block` turns the CPUs of narrower cells round.
[[nodiscard]] TrialOrder order_cell(const Cell& cell, const Runner& runner, const Topology& topology,
                                    int widest, int block);

}  // namespace allocscale
