#include "harness/attribution/bandwidth.hpp"

#include <algorithm>

namespace allocscale {
namespace {

// Modelled traffic of the task over the best that a probe reaches at the same number of workers.
std::optional<double> traffic_over_roof(const Attribution& attribution, const Measured& measured) {
  const auto& work_of = measured.hearsay.work_of;
  if (!work_of || !attribution.time_ns || !attribution.slowdown) return std::nullopt;
  Cell cell = measured.task.common;
  cell.layout = attribution.subject.layout;
  cell.allocator = attribution.subject.allocator;
  const auto work = work_of(cell);
  std::optional<double> roof;
  for (const TaskCells& task : measured.tasks) {
    if (task.common.kernel != "stream" && task.common.kernel != "triad") continue;
    const auto probe = roof_of(task, attribution.subject.workers);
    const auto moved = work_of(task.common);
    if (!probe || !moved) continue;
    const double rate = rate_of(static_cast<double>(moved->logical_bytes), probe->time_ns);
    roof = std::max(roof.value_or(0), rate);
  }
  if (!work || !roof || *roof <= 0) return std::nullopt;
  const double time = attribution.time_ns->estimate * attribution.slowdown->estimate;
  return rate_of(static_cast<double>(work->logical_bytes), time) / *roof;
}

// Of the largest cache, what falls to one of the CPUs that share it, bytes.
std::optional<double> cache_share(const Machine& machine) {
  const auto last =
      std::max_element(machine.caches.begin(), machine.caches.end(),
                       [](const Cache& one, const Cache& other) { return one.level < other.level; });
  if (last == machine.caches.end() || last->shared_by_cpus < 1) return std::nullopt;
  return static_cast<double>(last->bytes) / last->shared_by_cpus;
}

// The points that the subject loses at the largest of the sizes measured that stay within the cache.
std::optional<double> cached_loss(const Measured& measured, const Subject& subject) {
  const TaskCells& task = measured.task;
  const auto share = cache_share(measured.dataset.machine);
  const TaskCells* cached = nullptr;
  for (const TaskCells& other : measured.tasks) {
    Cell common = other.common;
    common.size = task.common.size;
    common.iterations = task.common.iterations;
    if (!share || common != task.common || other.common.size >= task.common.size) continue;
    const BlockValues peaks = block_means(other.at({subject.layout, subject.allocator, 1}),
                                          [](const TrialRecord& record) { return record.peak_bytes; });
    const bool fits = !peaks.empty() && std::all_of(peaks.begin(), peaks.end(),
                                                    [&](const auto& peak) { return peak.second <= *share; });
    if (fits && (cached == nullptr || other.common.size > cached->common.size)) cached = &other;
  }
  if (cached == nullptr) return std::nullopt;
  std::vector<double> points;
  for (const RemovalBlock& block : removal_blocks(*cached, subject))
    if (const auto lost = loss_points(block, Memory::as_is, Access::counted)) points.push_back(*lost);
  return mean_of(points);
}

}  // namespace

BandwidthVerdict bandwidth_of(const Attribution& attribution, const Measured& measured) {
  BandwidthEvidence evidence;
  evidence.traffic_over_roof = traffic_over_roof(attribution, measured);
  evidence.cached_loss = cached_loss(measured, attribution.subject);
  if (const Interference* streaming = find_interference(attribution.siblings, Siblings::stream))
    if (streaming->reproduced) evidence.reproduced = streaming->reproduced->estimate;
  if (attribution.removal.loss) evidence.loss = attribution.removal.loss->estimate;
  return bandwidth_verdict(evidence);
}

}  // namespace allocscale
