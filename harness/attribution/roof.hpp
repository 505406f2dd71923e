// How much of what the machine can give does the task take? The probes run in the same blocks at the same
// number of workers.
#pragma once

#include <optional>
#include <string>

#include "harness/analysis/interval.hpp"
#include "harness/attribution/task_cells.hpp"

namespace allocscale {

/// A probe, which does one thing to one resource of the machine.
struct Roof {
  std::string probe;   // the kernel
  int blocks = 0;      // that have it alone and together
  Interval retained;   // the rate of a worker together over alone, 95 %: 1 is a resource that is not shared
  double time_ns = 0;  // of one worker's operation together, geometric mean over blocks
};

/// Whether what the kernel reaches is a roof of the machine, and whether that roof is memory bandwidth.
[[nodiscard]] bool is_roof(const KernelFacts& kernel);
[[nodiscard]] bool is_bandwidth_roof(const KernelFacts& kernel);

/// Of a probe that ran alone and at `workers`, with any allocator: it needs none. Its phase `operate` only:
/// to build the buffers it works on takes page faults, and most of a trial. Absent for fewer than two blocks.
[[nodiscard]] std::optional<Roof> roof_of(const TaskCells& probe, int workers);

/// May the task be called bound by memory bandwidth?
enum class BandwidthVerdict {
  bound,
  not_bound,    // one of the three conditions is shown not to hold
  not_settled,  // one of them was not measured
};

struct BandwidthEvidence {
  std::optional<double> traffic_over_roof;  // declared bytes/s of the operation at P over a probe's at P
  std::optional<double> reproduced;         // of the loss, by siblings that stream
  std::optional<double> cached_loss;        // points that a cache-resident size still loses
  std::optional<double> loss;               // points that this size loses
};

/// Bound only where all three hold: the traffic is at least 0.8 of the roof, streaming siblings reproduce at
/// least half of the loss, and a cache-resident size loses less than a tenth of it.
[[nodiscard]] BandwidthVerdict bandwidth_verdict(const BandwidthEvidence& evidence);

}  // namespace allocscale
