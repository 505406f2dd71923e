// Simulated machines of any number of CPUs, with planted causes.
#pragma once

#include <cmath>
#include <vector>

#include "harness/attribution/removal_block.hpp"
#include "harness/selftest/simulated.hpp"

namespace allocscale {

/// The planted causes, in points of the time alone: parts of the loss at P, and of the cost.
struct Planted {
  double faults = 0, work = 0, counts = 0, indirection = 0;
  double residual = 0;    // a lock, which no removal takes away
  double both = 0;        // goes when either faults or counts are removed: not separable
  double fault_cost = 0;  // what the page-fault path costs alone
  double machine = 0;     // what the machine takes of every task: percent of that task's own time alone

  /// The points of the loss that are left at these levels.
  [[nodiscard]] double left(Memory memory, Access access) const {
    double points = residual;
    if (memory < Memory::kept) points += faults;
    if (memory < Memory::replayed) points += work;
    if (access < Access::uncounted) points += counts;
    if (access < Access::in_place) points += indirection;
    if (memory < Memory::kept && access < Access::uncounted) points += both;
    return points;
  }
  /// The time alone at this level, where 100 is the time with nothing removed.
  [[nodiscard]] double alone(Memory memory) const { return 100 - (memory < Memory::kept ? 0 : fault_cost); }
  /// The time together at these levels.
  [[nodiscard]] double together(Memory memory, Access access) const {
    return alone(memory) * (1 + machine / 100) + left(memory, access);
  }
};

/// Every level of both chains.
inline RemovalLevels all_levels() {
  return {{Memory::as_is, Memory::kept, Memory::replayed},
          {Access::counted, Access::uncounted, Access::in_place}};
}

/// Doses for each other running worker: 2 points of faults, 0.1 of work, 0.3 of counts, 0.2 of indirection,
/// and 0.4 of a lock.
inline Planted dosed(int cpus) {
  const double others = cpus - 1;
  Planted planted;
  planted.faults = 2 * others;
  planted.work = 0.1 * others;
  planted.counts = 0.3 * others;
  planted.indirection = 0.2 * others;
  planted.residual = 0.4 * others;
  planted.fault_cost = 40;
  return planted;
}

/// Simulates blocks. All cells of a block share a random state of the machine; each trial has noise of its
/// own. Both are added to ln T.
inline std::vector<RemovalBlock> simulate(const Planted& planted, int blocks, double noise, Normal& normal) {
  std::vector<RemovalBlock> made(static_cast<std::size_t>(blocks));
  const RemovalLevels levels = all_levels();
  for (RemovalBlock& block : made) {
    const double mood = normal(18, 0.1);
    const auto cell = [&](Memory memory, Access access) {
      return AloneAndTogether{planted.alone(memory) * std::exp(mood + normal(0, noise)),
                              planted.together(memory, access) * std::exp(mood + normal(0, noise))};
    };
    for (const Memory memory : levels.memory)
      for (const Access access : levels.access) block.at(memory, access) = cell(memory, access);
    block.twin = cell(Memory::as_is, Access::counted);
    block.control = AloneAndTogether{50 * std::exp(mood + normal(0, noise)),
                                     (50 + planted.machine / 2) * std::exp(mood + normal(0, noise))};
  }
  return made;
}

}  // namespace allocscale
