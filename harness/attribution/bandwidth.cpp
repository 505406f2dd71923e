#include "harness/attribution/bandwidth.hpp"

#include <algorithm>

namespace allocscale {
namespace {

// The bytes that the operation is declared to move in a second, one worker of the treatment.
std::optional<double> traffic(const AskWork& ask_work, const TaskCells& task, const Treatment& treatment) {
  Cell cell = task.common;
  cell.layout = treatment.layout;
  cell.allocator = treatment.allocator;
  cell.workers = treatment.workers;
  std::vector<double> times;
  for (const auto& [block, time] : operate_times(task.at(treatment))) times.push_back(time);
  const auto time = geometric_interval(times, 0.95);
  const auto work = ask_work ? ask_work(cell) : std::nullopt;
  if (!time || !work) return std::nullopt;
  return 1e9 * static_cast<double>(work->logical_bytes) / time->estimate;
}

// Traffic of the task over the most that a probe reaches at the same number of workers.
std::optional<double> traffic_over_roof(const Subject& subject, const Measured& measured) {
  const auto own =
      traffic(measured.ask_work, measured.task, {subject.layout, subject.allocator, subject.workers});
  double roof = 0;
  for (const TaskCells& probe : measured.tasks) {
    if (!is_bandwidth_roof(probe.facts) || !same_setting(probe, measured.task)) continue;
    for (const auto& [treatment, records] : probe.cells)
      if (treatment.workers == subject.workers && !treatment.twin)
        roof = std::max(roof, traffic(measured.ask_work, probe, treatment).value_or(0));
  }
  if (!own || roof <= 0) return std::nullopt;
  return *own / roof;
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
  const auto share = cache_share(measured.dataset.run.machine);
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
  std::vector<double> ratios;
  for (const auto& [block, times] : times_of(*cached, subject, {subject.layout, subject.allocator}))
    ratios.push_back(times.together / times.alone);
  const auto slowdown = geometric_interval(ratios, 0.95);
  return slowdown ? std::optional(100 * (slowdown->estimate - 1)) : std::nullopt;
}

}  // namespace

BandwidthEvidence bandwidth_evidence(const Subject& subject, const RemovalLedger& removal,
                                     std::span<const Interference> siblings, const Measured& measured) {
  BandwidthEvidence evidence;
  evidence.traffic_over_roof = traffic_over_roof(subject, measured);
  evidence.cached_loss = cached_loss(measured, subject);
  if (const Interference* streaming = find_interference(siblings, Siblings::stream))
    if (streaming->reproduced) evidence.reproduced = streaming->reproduced->estimate;
  if (removal.loss) evidence.loss = removal.loss->estimate;
  return evidence;
}

}  // namespace allocscale
