// Compares a task with the roofs of the machine: the rates that probes reach in the same blocks with the same
// number of workers.
#pragma once

#include <optional>
#include <string>

#include "harness/analysis/interval.hpp"
#include "harness/attribution/task_cells.hpp"

namespace allocscale {

/// What a probe, which uses one resource of the machine only, reaches.
struct Roof {
  std::string probe;   // the kernel
  int blocks = 0;      // the blocks that have it alone and together
  Interval retained;   // the rate of a worker together over its rate alone, 95 %; 1: nothing is lost
  double time_ns = 0;  // of one worker's operation together, geometric mean over blocks
};

/// Whether the rate that the kernel reaches is a roof of the machine, and whether it is one of memory
/// bandwidth.
[[nodiscard]] bool is_roof(const KernelFacts& kernel);
[[nodiscard]] bool is_bandwidth_roof(const KernelFacts& kernel);

/// The roof of a probe that ran alone and with `workers`. Where these share CPUs, the time together is
/// divided by `ideal`, the slowdown that sharing makes at best. Its allocator does not matter, since it needs
/// none. Only its phase `operate` counts: building its buffers takes page faults, and most of a trial. Absent
/// for fewer than two blocks.
[[nodiscard]] std::optional<Roof> roof_of(const TaskCells& probe, int workers, double ideal = 1);

/// Whether memory bandwidth binds the task.
enum class BandwidthVerdict {
  bound,
  not_bound,    // one of the three conditions is shown not to hold
  not_settled,  // one of them was not measured, or is not shown to hold
};

/// A ratio and the number of blocks that it is known from.
struct MeasuredRatio {
  Interval ratio;  // 95 %
  int blocks = 0;
};

/// What one operation of one worker moves between the memory and the caches, bytes, as far as it is known.
struct Traffic {
  double lists = 0;                // of list buffers, as declared
  std::optional<double> elements;  // of the elements' objects; absent: not declared
  std::optional<double> zeroed;    // fresh pages; absent: their number or their size is not known
  bool cached = false;  // all that the worker holds fits in its share of the largest cache, which spares
                        // the lists and the elements a way to memory, but not fresh pages

  /// What is known of it, summed.
  [[nodiscard]] double bytes() const;
  /// Whether nothing of it is unknown.
  [[nodiscard]] bool is_whole() const { return zeroed && (cached || elements); }
};

/// The evidence for it; what was not measured is absent.
struct BandwidthEvidence {
  std::optional<MeasuredRatio>
      traffic_over_roof;                    // bytes/s of the operation at P, as known, over a probe's at P
  std::optional<MeasuredRatio> reproduced;  // the part of the loss that streaming siblings reproduce
  std::optional<MeasuredRatio> cached;      // what a cache-resident size loses, as a part of this size's loss
  std::optional<Traffic> traffic = {};      // of the operation at P, mean over blocks; absent: not declared
};

/// Bound only where three conditions hold: the traffic is at least 0.8 of the roof, streaming siblings
/// reproduce at least half of the loss, and a cache-resident size loses less than a tenth of it. A condition
/// holds, or does not, where the interval says so over blocks_for_verdict blocks at least. Traffic of which a
/// part is unknown is never shown to be too little.
[[nodiscard]] BandwidthVerdict bandwidth_verdict(const BandwidthEvidence& evidence);

}  // namespace allocscale
