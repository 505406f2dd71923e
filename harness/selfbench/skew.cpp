// skew: how far from the common start time do the workers of one trial begin?
#include <fmt/format.h>

#include <algorithm>

#include "harness/base/quantity.hpp"
#include "harness/selfbench/part.hpp"
#include "harness/selfbench/quantile.hpp"

namespace allocscale::selfbench {
namespace {

constexpr int trials = 400;
constexpr double target_ns = 20'000;

PartReport measure(Instrument& instrument) {
  const Cell cell = {"null", "none", "glibc", 1, instrument.cpus()};
  std::vector<double> skews;
  for (int block = 0; block < trials; ++block) {
    std::int64_t latest_ns = 0;
    for (const WorkerResult& worker : instrument.run(instrument.order(cell, block)).workers)
      latest_ns = std::max(latest_ns, worker.readings[WorkerMetric::start_skew_ns].value());
    skews.push_back(static_cast<double>(latest_ns));
  }
  const double middle = median(skews);
  PartReport report;
  report.figures = {
      {fmt::format("start skew, P = {}: median", cell.workers), format_duration(middle),
       "≤ " + format_duration(target_ns), middle <= target_ns},
      {"… 99th percentile", format_duration(quantile(skews, 0.99)), "", std::nullopt},
  };
  report.how = fmt::format(
      "{} trials of the null kernel, glibc, {} pinned workers; of each trial the last worker's begin after "
      "the common start time. A trial whose skew is above 1 % of its time is flagged.",
      trials, cell.workers);
  return report;
}

}  // namespace

const Part parts::skew = {"skew", "How far apart do the workers of a trial start?", measure};

}  // namespace allocscale::selfbench
