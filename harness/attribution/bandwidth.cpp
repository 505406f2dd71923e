#include "harness/attribution/bandwidth.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "harness/analysis/bootstrap.hpp"
#include "harness/attribution/ratio_points.hpp"

namespace allocscale {
namespace {

std::optional<DeclaredWork> work_of(const AskWork& ask_work, const TaskCells& task,
                                    const Treatment& treatment) {
  if (!ask_work) return std::nullopt;
  Cell cell = task.common;
  cell.layout = treatment.layout;
  cell.allocator = treatment.allocator;
  cell.workers = treatment.workers;
  return ask_work(cell);
}

// The bytes that a probe moves in a second, one worker of the treatment, by block. Empty where nothing is
// declared.
BlockValues reached(const AskWork& ask_work, const TaskCells& probe, const Treatment& treatment) {
  BlockValues rates;
  if (const auto work = work_of(ask_work, probe, treatment))
    for (const auto& [block, time] : operate_times(probe.at(treatment)))
      rates[block] = 1e9 * static_cast<double>(work->logical_bytes) / time;
  return rates;
}

std::optional<double> mean_rate(const BlockValues& rates) {
  std::vector<double> values;
  for (const auto& [block, rate] : rates) values.push_back(rate);
  const auto mean = geometric_interval(values, 0.95);
  return mean ? std::optional(mean->estimate) : std::nullopt;
}

// The rates of the probe that reaches most at the same number of workers.
BlockValues best_roof(const Subject& subject, const Measured& measured) {
  BlockValues roof;
  double most = 0;
  for (const TaskCells& probe : measured.tasks) {
    if (!is_bandwidth_roof(probe.facts) || !same_setting(probe, measured.task)) continue;
    for (const auto& [treatment, records] : probe.cells) {
      if (treatment.workers != subject.workers || treatment.twin) continue;
      BlockValues rates = reached(measured.ask_work, probe, treatment);
      const double mean = mean_rate(rates).value_or(0);
      if (mean <= most) continue;
      most = mean;
      roof = std::move(rates);
    }
  }
  return roof;
}

// Of the largest cache, what falls to one of the CPUs that share it, bytes.
std::optional<double> cache_share(const Machine& machine) {
  const auto last =
      std::max_element(machine.caches.begin(), machine.caches.end(),
                       [](const Cache& one, const Cache& other) { return one.level < other.level; });
  if (last == machine.caches.end() || last->shared_by_cpus < 1) return std::nullopt;
  return static_cast<double>(last->bytes) / last->shared_by_cpus;
}

// Whether all that one worker of these trials holds stays within its share of the largest cache.
bool fits_cache(const Machine& machine, const Records& records) {
  const auto share = cache_share(machine);
  const BlockValues peaks = block_means(records, [](const TrialRecord& record) { return record.peak_bytes; });
  return share && !peaks.empty() &&
         std::all_of(peaks.begin(), peaks.end(), [&](const auto& peak) { return peak.second <= *share; });
}

// Whether a page fault brings a page of the usual size. Where the machine gives huge pages without being
// asked, or the allocator asks for them, a fault may zero 2 MiB.
bool faults_bring_small_pages(const Machine& machine, const Cell& cell) {
  return cell.huge_pages == HugePages::never ||
         (cell.huge_pages == HugePages::system && machine.huge_pages != "always");
}

// The subject's traffic by block, of the blocks whose operation is timed.
std::map<int, Traffic> subject_traffic(const DeclaredWork& work, const Records& records,
                                       const Measured& measured) {
  constexpr double page_bytes = 4096;
  Traffic declared;
  declared.lists = static_cast<double>(work.logical_bytes);
  if (work.element_bytes) declared.elements = static_cast<double>(*work.element_bytes);
  declared.cached = fits_cache(measured.dataset.run.machine, records);
  const bool small_pages = faults_bring_small_pages(measured.dataset.run.machine, measured.task.common);
  const BlockValues faults =
      block_means(records, [](const TrialRecord& record) { return record.operate_faults; });
  std::map<int, Traffic> traffic;
  for (const auto& [block, time] : operate_times(records)) {
    Traffic& one = traffic[block] = declared;
    if (const auto counted = faults.find(block); small_pages && counted != faults.end())
      one.zeroed = page_bytes * counted->second;
  }
  return traffic;
}

// The mean over blocks; what one block lacks is absent.
Traffic mean_traffic(const std::map<int, Traffic>& blocks) {
  Traffic mean = blocks.begin()->second;
  double zeroed = 0;
  for (const auto& [block, traffic] : blocks) {
    if (!traffic.zeroed) mean.zeroed.reset();
    zeroed += traffic.zeroed.value_or(0) / static_cast<double>(blocks.size());
  }
  if (mean.zeroed) mean.zeroed = zeroed;
  return mean;
}

// Over blocks; a geometric mean where no ratio is 0.
std::optional<MeasuredRatio> measured_ratio(const std::vector<double>& ratios) {
  auto ratio = geometric_interval(ratios, 0.95);
  if (!ratio) ratio = mean_interval(ratios, 0.95);
  return ratio ? std::optional(MeasuredRatio{*ratio, static_cast<int>(ratios.size())}) : std::nullopt;
}

void add_traffic(BandwidthEvidence& evidence, const Subject& subject, const Measured& measured) {
  const Treatment treatment = {subject.layout, subject.allocator, subject.workers};
  const Records& records = measured.task.at(treatment);
  const auto work = work_of(measured.ask_work, measured.task, treatment);
  const std::map<int, Traffic> traffic =
      work ? subject_traffic(*work, records, measured) : std::map<int, Traffic>();
  if (traffic.empty()) return;
  evidence.traffic = mean_traffic(traffic);
  BlockValues rates;
  for (const auto& [block, time] : operate_times(records))
    rates[block] = 1e9 * traffic.at(block).bytes() / time;
  std::vector<double> ratios;
  for (const auto& [mine, its] : in_common(rates, best_roof(subject, measured))) ratios.push_back(mine / its);
  evidence.traffic_over_roof = measured_ratio(ratios);
}

// What the subject loses at the largest of the sizes measured that stay within the cache, as a part of what
// it loses at its own, over the blocks that have both.
std::optional<MeasuredRatio> cached_part(const Measured& measured, const Subject& subject) {
  const TaskCells& task = measured.task;
  const TaskCells* cached = nullptr;
  for (const TaskCells& other : measured.tasks) {
    Cell common = other.common;
    common.size = task.common.size;
    common.iterations = task.common.iterations;
    if (common != task.common || other.common.size >= task.common.size) continue;
    if (fits_cache(measured.dataset.run.machine, other.at({subject.layout, subject.allocator, 1})) &&
        (cached == nullptr || other.common.size > cached->common.size))
      cached = &other;
  }
  if (cached == nullptr) return std::nullopt;
  const Treatment as_is = {subject.layout, subject.allocator};
  const BlockTimes small = times_of(*cached, subject, as_is);
  std::vector<double> cached_ratios, ratios;
  std::vector<std::optional<AloneAndTogether>> control;
  for (const auto& [block, times] : times_of(task, subject, as_is)) {
    const auto partner = small.find(block);
    if (partner == small.end()) continue;
    cached_ratios.push_back(partner->second.together / partner->second.alone);
    ratios.push_back(times.together / times.alone);
    const auto found = measured.control.find(block);
    control.push_back(found == measured.control.end() ? std::nullopt : std::optional(found->second));
  }
  const auto machine = control_slowdown(control);
  const auto part = ratio_of_means(points_beyond(cached_ratios, machine), points_beyond(ratios, machine),
                                   0.95, {1999, measured.dataset.run.seed});
  return part ? std::optional(MeasuredRatio{*part, static_cast<int>(ratios.size())}) : std::nullopt;
}

}  // namespace

BandwidthEvidence bandwidth_evidence(const Subject& subject, std::span<const Interference> siblings,
                                     const Measured& measured) {
  BandwidthEvidence evidence;
  add_traffic(evidence, subject, measured);
  evidence.cached = cached_part(measured, subject);
  if (const Interference* streaming = find_interference(siblings, Siblings::stream))
    if (streaming->reproduced) evidence.reproduced = MeasuredRatio{*streaming->reproduced, streaming->blocks};
  return evidence;
}

}  // namespace allocscale
