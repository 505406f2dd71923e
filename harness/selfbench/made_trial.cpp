#include "harness/selfbench/made_trial.hpp"

#include <fmt/format.h>

namespace allocscale::selfbench {
namespace {

std::int64_t drawn(SplitMix64& random, std::uint64_t level) {
  return static_cast<std::int64_t>(level < 10 ? level : level + random.below(level / 10));
}

template <class AnyReadings>
void fill(AnyReadings& readings, SplitMix64& random, std::uint64_t level) {
  for (std::size_t column = 0; column < AnyReadings::size; ++column)
    readings.at(column) = drawn(random, level);
}

Sample made_sample(int worker, int iteration, Phase phase, SplitMix64& random, const Level& level) {
  Sample sample;
  sample.worker = worker;
  sample.iteration = iteration;
  sample.phase = phase;
  fill(sample.readings, random, level.time_ns);
  sample.readings[PhaseMetric::minor_faults] = drawn(random, level.minor_faults);
  return sample;
}

}  // namespace

TrialResult made_result(const Cell& cell, SplitMix64& random, const Level& level) {
  TrialResult result;
  result.outcome = Outcome::complete;
  fill(result.readings, random, 300'000'000);
  for (int number = 0; number < cell.workers; ++number) {
    WorkerResult& worker = result.workers.emplace_back();
    worker.worker = number;
    worker.cpu = number;
    worker.checksum = fmt::format("{:016x}", random.next());
    worker.sibling = number > 0 && cell.siblings != Siblings::self;
    fill(worker.readings, random, 20'000'000);
    if (worker.sibling) continue;
    for (int i = 0; i < cell.iterations; ++i)
      for (const Phase phase : {Phase::build, Phase::operate, Phase::teardown})
        worker.samples.push_back(made_sample(number, i, phase, random, level));
  }
  return result;
}

}  // namespace allocscale::selfbench
