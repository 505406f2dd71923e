// Which levels of the factors does an experiment have on this machine?
#pragma once

#include <map>
#include <string>
#include <vector>

#include "harness/model/experiment.hpp"
#include "harness/model/topology.hpp"

namespace allocscale {

struct ResolvedFactors {
  std::vector<Cell> settings;  // every combination, the baseline's first; the cells' other fields are not set
  std::map<std::string, std::string> baseline;  // the baseline's levels of the factors that vary
  std::vector<std::string> notes;               // levels that this machine has not
};

/// A factor that is not asked for keeps its default. The baseline's level of one that varies is the one it
/// was given, else the first. Throws RequestError when the machine has none of the levels asked for, or not
/// the baseline's.
[[nodiscard]] ResolvedFactors resolve_factors(const Experiment& experiment, const Topology& topology);

/// The nodes that the topology's CPUs belong to, rising.
[[nodiscard]] std::vector<int> numa_nodes(const Topology& topology);

}  // namespace allocscale
