#include "harness/attribution/bandwidth.hpp"

#include <algorithm>
#include <utility>

#include "harness/analysis/bootstrap.hpp"
#include "harness/attribution/ratio_points.hpp"

namespace allocscale {
namespace {

// The bytes that the operation is declared to move in a second, one worker of the treatment, by block. Empty
// where nothing is declared.
BlockValues traffic(const AskWork& ask_work, const TaskCells& task, const Treatment& treatment) {
  Cell cell = task.common;
  cell.layout = treatment.layout;
  cell.allocator = treatment.allocator;
  cell.workers = treatment.workers;
  BlockValues rates;
  if (const auto work = ask_work ? ask_work(cell) : std::nullopt)
    for (const auto& [block, time] : operate_times(task.at(treatment)))
      rates[block] = 1e9 * static_cast<double>(work->logical_bytes) / time;
  return rates;
}

std::optional<double> mean_rate(const BlockValues& rates) {
  std::vector<double> values;
  for (const auto& [block, rate] : rates) values.push_back(rate);
  const auto mean = geometric_interval(values, 0.95);
  return mean ? std::optional(mean->estimate) : std::nullopt;
}

// Traffic of the task over that of the probe that reaches most at the same number of workers.
std::optional<MeasuredRatio> traffic_over_roof(const Subject& subject, const Measured& measured) {
  const BlockValues own =
      traffic(measured.ask_work, measured.task, {subject.layout, subject.allocator, subject.workers});
  BlockValues roof;
  double most = 0;
  for (const TaskCells& probe : measured.tasks) {
    if (!is_bandwidth_roof(probe.facts) || !same_setting(probe, measured.task)) continue;
    for (const auto& [treatment, records] : probe.cells) {
      if (treatment.workers != subject.workers || treatment.twin) continue;
      BlockValues rates = traffic(measured.ask_work, probe, treatment);
      const double reached = mean_rate(rates).value_or(0);
      if (reached <= most) continue;
      most = reached;
      roof = std::move(rates);
    }
  }
  std::vector<double> ratios;
  for (const auto& [mine, its] : in_common(own, roof)) ratios.push_back(mine / its);
  const auto ratio = geometric_interval(ratios, 0.95);
  return ratio ? std::optional(MeasuredRatio{*ratio, static_cast<int>(ratios.size())}) : std::nullopt;
}

// Of the largest cache, what falls to one of the CPUs that share it, bytes.
std::optional<double> cache_share(const Machine& machine) {
  const auto last =
      std::max_element(machine.caches.begin(), machine.caches.end(),
                       [](const Cache& one, const Cache& other) { return one.level < other.level; });
  if (last == machine.caches.end() || last->shared_by_cpus < 1) return std::nullopt;
  return static_cast<double>(last->bytes) / last->shared_by_cpus;
}

// What the subject loses at the largest of the sizes measured that stay within the cache, as a part of what
// it loses at its own, over the blocks that have both.
std::optional<MeasuredRatio> cached_part(const Measured& measured, const Subject& subject) {
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
  const Treatment as_is = {subject.layout, subject.allocator};
  const BlockTimes small = times_of(*cached, subject, as_is);
  std::vector<double> cached_ratios, ratios;
  for (const auto& [block, times] : times_of(task, subject, as_is)) {
    const auto partner = small.find(block);
    if (partner == small.end()) continue;
    cached_ratios.push_back(partner->second.together / partner->second.alone);
    ratios.push_back(times.together / times.alone);
  }
  const auto part = ratio_of_means(ratio_points(cached_ratios), ratio_points(ratios), 0.95,
                                   {1999, measured.dataset.run.seed});
  return part ? std::optional(MeasuredRatio{*part, static_cast<int>(ratios.size())}) : std::nullopt;
}

}  // namespace

BandwidthEvidence bandwidth_evidence(const Subject& subject, std::span<const Interference> siblings,
                                     const Measured& measured) {
  BandwidthEvidence evidence;
  evidence.traffic_over_roof = traffic_over_roof(subject, measured);
  evidence.cached = cached_part(measured, subject);
  if (const Interference* streaming = find_interference(siblings, Siblings::stream))
    if (streaming->reproduced) evidence.reproduced = MeasuredRatio{*streaming->reproduced, streaming->blocks};
  return evidence;
}

}  // namespace allocscale
