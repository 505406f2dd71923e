// The levels of the factors that an experiment has on this machine.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "harness/model/experiment.hpp"
#include "harness/model/topology.hpp"

namespace allocscale {

/// The levels as combinations.
struct ResolvedFactors {
  std::vector<Cell>
      settings;  // every combination, the baseline's first; other fields of the cells are not set
  std::map<std::string, std::string> baseline;  // the baseline's levels of the factors that vary
  std::vector<std::string> notes;               // the levels that this machine does not have
};

/// The combinations of the levels asked for. A factor that is not asked for keeps its default. The baseline's
/// level of a factor that varies is the one that the experiment gives it, otherwise the first. Throws
/// RequestError when the machine has none of the levels asked for, or does not have the baseline's.
[[nodiscard]] ResolvedFactors resolve_factors(const Experiment& experiment, const Topology& topology);

/// The memory nodes that the topology's CPUs belong to, in rising order.
[[nodiscard]] std::vector<int> numa_nodes(const Topology& topology);

}  // namespace allocscale
