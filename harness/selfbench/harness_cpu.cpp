// harness-cpu: how much of the CPU does the harness use while its workers are measured?
#include <fmt/format.h>

#include "harness/base/quantity.hpp"
#include "harness/selfbench/part.hpp"
#include "harness/selfbench/quantile.hpp"

namespace allocscale::selfbench {
namespace {

constexpr std::size_t trials = 200;
constexpr double shortest_ns = 100e6;
constexpr double target_percent = 2;

double reading(const TrialResult& result, TrialMetric metric) {
  return static_cast<double>(result.readings[metric].value());
}

PartReport measure(Instrument& instrument) {
  Cell cell = {"compute", "none", "glibc", 20'000'000, instrument.cpus()};
  std::vector<double> percents;
  std::vector<double> makespans;
  for (int block = 0; percents.size() < trials; ++block) {
    const TrialResult result = instrument.run(instrument.order(cell, block));
    const double makespan = reading(result, TrialMetric::makespan_ns);
    if (makespan < shortest_ns) {  // too short to count: the size is found while measuring
      cell.size += cell.size / 4;
      continue;
    }
    percents.push_back(100 * reading(result, TrialMetric::harness_cpu_ns) / makespan);
    makespans.push_back(makespan);
  }
  const double middle = median(percents);
  PartReport report;
  report.figures = {
      {fmt::format("harness's CPU time over the trial's, P = {}: median", cell.workers),
       fmt::format("{:.3f} %", middle), fmt::format("< {:.0f} %", target_percent), middle < target_percent},
      {"… 99th percentile", fmt::format("{:.3f} %", quantile(percents, 0.99)), "", std::nullopt},
  };
  report.how = fmt::format(
      "{} trials of compute, glibc, at least {} each (median {}): user and system time of the harness from "
      "release to last stop, its readings of pressure included, over the makespan.",
      trials, format_duration(shortest_ns), format_duration(median(makespans)));
  return report;
}

}  // namespace

const Part parts::harness_cpu = {"harness-cpu",
                                 "How much CPU does the harness use while workers are measured?", measure};

}  // namespace allocscale::selfbench
