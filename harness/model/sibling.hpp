// The task of the workers beside the first, if it is not the cell's own kernel. It uses one resource only, so
// that the first worker's slowdown measures interference through that one channel.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "harness/model/catalog.hpp"
#include "harness/model/cell.hpp"
#include "harness/model/topology.hpp"

namespace allocscale {

/// A kernel without a list, repeated until the first worker has stopped.
struct SiblingTask {
  std::string kernel;
  std::string layout;                                           // which stores no list
  std::uint64_t size = 0;                                       // of one repeat
  std::optional<std::int64_t> operations_per_s = std::nullopt;  // to keep to; absent: as fast as it can
};

/// The siblings' task in this cell: the runner's kernel that uses one resource and nothing else, sized
/// by the machine's caches; nothing where all workers run the cell's kernel. The caller fills in
/// the rate. Throws SetupError when the runner has no such kernel.
[[nodiscard]] std::optional<SiblingTask> sibling_task(const Cell& cell, const Topology& topology,
                                                      const Runner& runner);

/// Whether this worker of the cell is a sibling: all but the first, where there are any.
[[nodiscard]] bool is_sibling(const Cell& cell, int worker);

/// The cell of one worker alone, by which siblings are matched.
[[nodiscard]] Cell alone(Cell cell);

/// The cell as which a sibling is asked for its demand.
[[nodiscard]] Cell cell_of_sibling(const Cell& cell, const SiblingTask& task);

/// Operations per second at which siblings of this kind do what the kernel does alone: page faults per
/// second for page faults, logical bytes per second for both kinds of copies. Nothing for kinds that have
/// neither.
[[nodiscard]] std::optional<double> matched_rate(Siblings siblings, double faults_per_s, double bytes_per_s);

}  // namespace allocscale
