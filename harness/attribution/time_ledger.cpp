#include "harness/attribution/time_ledger.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace allocscale {
namespace {

// 100·(together − alone)/base of one part; absent where one block lacks it. It is a ratio of means over the
// blocks, as the mean of the blocks' ratios would be too large. A block's number is the linearised ratio, so
// that the mean of these numbers is the ratio and their deviation is that of the ratio.
template <class Part>
std::optional<Interval> line_of(std::span<const LedgerBlock> blocks, Part part) {
  std::vector<double> grown, bases, points;
  for (const LedgerBlock& block : blocks) {
    const std::optional<double> together = part(block.together), alone = part(block.alone);
    if (!together || !alone) return std::nullopt;
    grown.push_back(*together - *alone);
    bases.push_back(block.base_ns);
  }
  const auto mean_grown = mean_of(grown), mean_base = mean_of(bases);
  if (!mean_grown || *mean_base <= 0) return std::nullopt;
  const double ratio = *mean_grown / *mean_base;
  for (std::size_t b = 0; b < grown.size(); ++b)
    points.push_back(100 * (ratio + (grown[b] - ratio * bases[b]) / *mean_base));
  return mean_interval(points, 0.95);
}

struct Means {
  double part = 0;
  double cpu = 0;
};

// The sampling error of a part of CPU time at one number of workers, ns.
std::optional<double> error_ns(const Means& means, std::optional<double> ticks_per_second,
                               double cpu_seconds) {
  if (means.cpu <= 0) return std::nullopt;
  const auto error = split_error(means.part / means.cpu, ticks_per_second, cpu_seconds);
  return error ? std::optional(*error * means.cpu) : std::nullopt;
}

std::optional<SplitLine> split_line(std::span<const LedgerBlock> blocks, const TickSampling& sampling,
                                    std::optional<double> PhaseTimes::*part) {
  const auto points = line_of(blocks, [part](const PhaseTimes& times) { return times.*part; });
  if (!points) return std::nullopt;
  const auto count = static_cast<double>(blocks.size());
  Means alone, together;
  double base = 0;
  for (const LedgerBlock& block : blocks) {
    alone.part += *(block.alone.*part) / count;
    alone.cpu += block.alone.cpu_ns / count;
    together.part += *(block.together.*part) / count;
    together.cpu += block.together.cpu_ns / count;
    base += block.base_ns / count;
  }
  const auto of_alone = error_ns(alone, sampling.ticks_per_second, sampling.cpu_seconds_alone);
  const auto of_together = error_ns(together, sampling.ticks_per_second, sampling.cpu_seconds_together);
  if (!of_alone || !of_together) return std::nullopt;
  return SplitLine{*points, 100 * std::hypot(*of_alone, *of_together) / base};
}

}  // namespace

std::optional<double> split_error(double share, std::optional<double> ticks_per_second, double cpu_seconds) {
  constexpr double fewest_ticks = 25;
  if (!ticks_per_second) return std::nullopt;
  const double ticks = *ticks_per_second * cpu_seconds;
  if (ticks < fewest_ticks) return std::nullopt;
  const double within = std::clamp(share, 0.0, 1.0);  // the two clocks differ in their last microseconds
  return std::sqrt(within * (1 - within) / ticks);
}

std::optional<TimeLedger> time_ledger(std::span<const LedgerBlock> blocks, const TickSampling& sampling) {
  const auto wall = line_of(blocks, [](const PhaseTimes& times) { return std::optional(times.wall_ns); });
  if (!wall) return std::nullopt;
  TimeLedger ledger;
  ledger.wall = *wall;
  ledger.cpu = *line_of(blocks, [](const PhaseTimes& times) { return std::optional(times.cpu_ns); });
  ledger.user = split_line(blocks, sampling, &PhaseTimes::user_ns);
  ledger.system = split_line(blocks, sampling, &PhaseTimes::system_ns);
  ledger.run_queue = line_of(blocks, [](const PhaseTimes& times) { return times.run_delay_ns; });
  const bool queue = ledger.run_queue.has_value();
  ledger.rest = *line_of(blocks, [queue](const PhaseTimes& times) {
    return std::optional(times.wall_ns - times.cpu_ns - (queue ? *times.run_delay_ns : 0));
  });
  return ledger;
}

}  // namespace allocscale
