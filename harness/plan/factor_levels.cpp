#include "harness/plan/factor_levels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/model/factor.hpp"
#include "harness/model/sibling.hpp"

namespace allocscale {
namespace {

// Why the machine has not this level; empty when it has.
std::string missing_here(const Factor& factor, const std::string& level, const Topology& topology) {
  if (factor.name == "numa" && level == "interleaved" && numa_nodes(topology).size() < 2)
    return "this machine has one memory node";
  return {};
}

// The levels that the machine has, without repeats, the baseline's first.
std::vector<std::string> levels_here(const Factor& factor, const std::vector<std::string>& asked,
                                     const Experiment& experiment, const Topology& topology,
                                     std::vector<std::string>& notes) {
  std::vector<std::string> levels;
  for (const std::string& level : asked) {
    if (contains(levels, level)) continue;
    const std::string why = missing_here(factor, level, topology);
    if (why.empty())
      levels.push_back(level);
    else
      notes.push_back(fmt::format("{} {} was left out: {}", factor.name, level, why));
  }
  const auto own = experiment.baseline.levels.find(std::string(factor.name));
  const std::string wanted = own == experiment.baseline.levels.end() ? asked.front() : own->second;
  const auto baseline = std::find(levels.begin(), levels.end(), wanted);
  if (baseline == levels.end())
    throw RequestError(fmt::format("{}: {} {}, the baseline's, cannot be run: {}", experiment.name,
                                   factor.name, wanted, missing_here(factor, wanted, topology)));
  std::rotate(levels.begin(), baseline, baseline + 1);
  return levels;
}

// Siblings that do nothing which the kernel does have no rate of its own to keep to: they run in full.
std::vector<Cell> with_rates_that_exist(const std::vector<Cell>& settings) {
  std::vector<Cell> kept;
  for (Cell setting : settings) {
    if (!matched_rate(setting.siblings, 1, 1)) setting.sibling_rate = SiblingRate::full;
    if (!contains(kept, setting)) kept.push_back(setting);
  }
  return kept;
}

}  // namespace

ResolvedFactors resolve_factors(const Experiment& experiment, const Topology& topology) {
  ResolvedFactors resolved;
  resolved.settings = {Cell{}};
  std::vector<Cell> deviations;  // from the baseline's setting, one factor each
  for (const Factor& factor : factors()) {
    const auto asked = experiment.levels.find(std::string(factor.name));
    if (asked == experiment.levels.end() || asked->second.empty()) continue;
    const auto levels = levels_here(factor, asked->second, experiment, topology, resolved.notes);
    if (levels.size() > 1) resolved.baseline[std::string(factor.name)] = levels.front();
    if (experiment.combination == Combination::one_at_a_time) {
      set_level(factor, resolved.settings.front(), levels.front());
      for (Cell& deviation : deviations) set_level(factor, deviation, levels.front());
      for (auto level = levels.begin() + 1; level != levels.end(); ++level)
        set_level(factor, deviations.emplace_back(resolved.settings.front()), *level);
      continue;
    }
    std::vector<Cell> combined;
    for (const Cell& setting : resolved.settings)
      for (const std::string& level : levels) set_level(factor, combined.emplace_back(setting), level);
    resolved.settings = std::move(combined);
  }
  resolved.settings.insert(resolved.settings.end(), deviations.begin(), deviations.end());
  resolved.settings = with_rates_that_exist(resolved.settings);
  return resolved;
}

std::vector<int> numa_nodes(const Topology& topology) {
  std::set<int> nodes;
  for (const Cpu& cpu : topology.cpus) nodes.insert(cpu.numa_node);
  return {nodes.begin(), nodes.end()};
}

}  // namespace allocscale
