// Is each paired trial turned into its two halves, and does the slowdown within a process hold what it
// should?
#include "harness/analysis/unfold_pairs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "harness/analysis/findings.hpp"
#include "harness/analysis/precision.hpp"
#include "harness/model/designs.hpp"
#include "harness/selftest/made_trial.hpp"
#include "harness/selftest/simulated.hpp"

namespace allocscale {
namespace {

constexpr int together = 6;

// The time of one iteration, ns: of which worker, of its own which iteration, alone or not.
using TimeOf = std::function<double(int worker, int iteration, bool alone)>;

// A paired trial as the store has it.
TrialResult paired_result(const Cell& cell, const TimeOf& time_of, PairOrder order = PairOrder::alone_first) {
  Cell ordinary = cell;
  ordinary.iterations = 0;
  TrialResult result = made_result(ordinary);
  result.readings[TrialMetric::makespan_ns].reset();
  result.readings[TrialMetric::trial_ns] = 900'000'000;
  for (WorkerResult& worker : result.workers) {
    const bool first = worker.worker == 0;
    const int iterations = first ? iterations_of_first(cell.iterations) : cell.iterations;
    for (int i = 0; i < iterations; ++i) {
      const bool alone = first && is_alone(i, order);
      MadeValues values;
      values.warm_ns = values.cold_ns = time_of(worker.worker, i, alone);
      for (const Phase phase : {Phase::build, Phase::operate, Phase::teardown}) {
        Sample sample = made_sample(worker.worker, i, phase, values);
        sample.alone = alone;
        worker.samples.push_back(std::move(sample));
      }
    }
  }
  return result;
}

// The trial of one worker and one iteration.
TrialResult fresh_result(const Cell& cell, double ns) {
  Cell one = cell;
  one.iterations = 1;
  MadeValues values;
  values.cold_ns = ns;
  return made_result(one, values);
}

Dataset paired_run(std::vector<int> levels, int capacity = 4) {
  Dataset dataset;
  dataset.run.design = Design::paired;
  dataset.run.capacity = capacity;
  dataset.run.baseline = {"boxed", "glibc", {}};
  for (const int workers : levels)
    dataset.run.cells.push_back(made_cell("boxed", "glibc", workers, together));
  return dataset;
}

// Alone 100 ms, together 130, of the others 200, cold 300; the first of two of the pair is not the shorter.
double plain_time(int worker, int iteration, bool alone) {
  if (iteration == 0) return 300e6;
  return worker > 0 ? 200e6 : alone ? 100e6 : 130e6;
}

// "iteration:ms" of the phase operate, which has half of the time.
std::string times_of(const WorkerResult& worker) {
  std::string text;
  for (const Sample& sample : worker.samples)
    if (sample.phase == Phase::operate)
      text += std::to_string(sample.iteration) + ":" +
              std::to_string(*sample.readings[PhaseMetric::wall_ns] / 500'000) + " ";
  return text;
}

TEST(UnfoldPairsTest, EachHalfHasItsIterationsAndTheColdOneJoins) {
  Dataset dataset = paired_run({1, 2});
  add_trial(dataset, 0, 3, fresh_result(dataset.run.cells[0], 250e6));
  add_trial(dataset, 1, 3, paired_result(dataset.run.cells[1], plain_time));
  const Dataset unfolded = unfold_pairs(dataset);
  ASSERT_EQ(unfolded.trials.size(), 2U);
  const StoredTrial& alone = unfolded.trials[0];
  EXPECT_EQ(alone.planned.cell, 0U);
  EXPECT_EQ(alone.planned.block, 3);
  ASSERT_EQ(alone.result.workers.size(), 1U);
  EXPECT_EQ(times_of(alone.result.workers[0]), "0:250 2:100 3:100 4:100 5:100 ");
  EXPECT_FALSE(alone.result.readings[TrialMetric::steal_ns]) << "it is the other half's, and counted once";
  EXPECT_FALSE(alone.result.workers[0].readings[WorkerMetric::start_skew_ns]);
  EXPECT_TRUE(alone.result.workers[0].readings[WorkerMetric::peak_bytes]);

  const StoredTrial& both = unfolded.trials[1];
  EXPECT_EQ(both.planned.cell, 1U);
  ASSERT_EQ(both.result.workers.size(), 2U);
  EXPECT_EQ(times_of(both.result.workers[0]), "0:300 1:130 2:130 3:130 4:130 5:130 ");
  EXPECT_EQ(times_of(both.result.workers[1]), "0:300 1:200 2:200 3:200 4:200 5:200 ");
  EXPECT_FALSE(both.result.workers[0].sibling);
  EXPECT_TRUE(both.result.workers[1].sibling);
  EXPECT_TRUE(both.result.readings[TrialMetric::steal_ns]);
  for (const StoredTrial& trial : unfolded.trials)
    for (const WorkerResult& worker : trial.result.workers)
      for (const Sample& sample : worker.samples) EXPECT_FALSE(sample.alone);
}

TEST(UnfoldPairsTest, TheSlowdownIsWorkerZerosOwn) {
  Dataset dataset = paired_run({1, 2});
  for (int block = 0; block < 4; ++block) {
    add_trial(dataset, 0, block, fresh_result(dataset.run.cells[0], 250e6));
    add_trial(dataset, 1, block, paired_result(dataset.run.cells[1], plain_time));
  }
  const KernelTable table = analyse(dataset).tables.at(0);
  EXPECT_EQ(table.design, Design::paired);
  const Row& row = table.rows.at(0);
  EXPECT_NEAR(row.together.at(0).slowdown.ratio.value.value(), 1.3, 1e-6);
  EXPECT_EQ(row.together.at(0).slowdown.ratio.blocks, 4);
  EXPECT_EQ(row.together.at(0).complete, 4);
  EXPECT_EQ(row.alone.complete, 4);
  EXPECT_NEAR(row.alone.time_ns.value.value(), 100e6, 1);
}

// The twin's halves are the twin's; every number of workers is compared with its own time alone.
TEST(UnfoldPairsTest, TwinsAndLevelsKeepToTheirOwnProcess) {
  Dataset dataset = paired_run({1, 2, 4});
  const auto scaled = [](double factor) {
    return [factor](int worker, int i, bool alone) { return factor * plain_time(worker, i, alone); };
  };
  for (int block = 0; block < 2; ++block)
    for (const bool twin : {false, true}) {
      add_trial(dataset, 2, block, paired_result(dataset.run.cells[2], scaled(twin ? 7 : 5)), twin);
      add_trial(dataset, 0, block, fresh_result(dataset.run.cells[0], 250e6), twin);
      add_trial(dataset, 1, block, paired_result(dataset.run.cells[1], scaled(twin ? 3 : 2)), twin);
    }
  const Dataset unfolded = unfold_pairs(dataset);
  EXPECT_EQ(unfolded.trials.size(), 16U);
  for (const StoredTrial& trial : unfolded.trials) {
    const double own =
        trial.planned.sub_block == 0 ? (trial.planned.twin ? 3 : 2) : (trial.planned.twin ? 7 : 5);
    ASSERT_LE(trial.planned.sub_block, 1);
    const WorkerResult& first = trial.result.workers.front();
    EXPECT_NEAR(static_cast<double>(*first.samples.back().readings[PhaseMetric::wall_ns]),
                0.25 * own * (dataset.run.cells[trial.planned.cell].workers == 1 ? 100e6 : 130e6), 1);
  }
  const Findings findings = analyse(dataset);
  for (const Row& row : findings.tables.at(0).rows)
    for (const AtWorkers& at : row.together) EXPECT_NEAR(at.slowdown.ratio.value.value(), 1.3, 1e-6);
}

TEST(UnfoldPairsTest, APairThatFailedIsATrialThatFailed) {
  Dataset dataset = paired_run({1, 2});
  TrialResult failed;
  failed.outcome = Outcome::timed_out;
  add_trial(dataset, 0, 0, fresh_result(dataset.run.cells[0], 250e6));
  add_trial(dataset, 1, 0, failed);
  add_trial(dataset, 0, 1, failed);
  add_trial(dataset, 1, 1, paired_result(dataset.run.cells[1], plain_time));
  const Dataset unfolded = unfold_pairs(dataset);
  std::string seen;
  for (const StoredTrial& trial : unfolded.trials)
    seen += std::to_string(trial.planned.block) + "/" + std::to_string(trial.planned.cell) + " " +
            std::string(outcome_name(trial.result.outcome)) + ", ";
  EXPECT_EQ(seen, "0/1 timed out, 1/0 timed out, 1/0 complete, 1/1 complete, ");
  EXPECT_EQ(times_of(unfolded.trials[2].result.workers[0]), "2:100 3:100 4:100 5:100 ");
}

TEST(UnfoldPairsTest, WhatIsNotPairedStaysAsItIs) {
  Dataset dataset = paired_run({1, 2, 8});
  for (std::size_t cell = 0; cell < 3; ++cell)
    add_trial(dataset, cell, 0, made_result(dataset.run.cells[cell]));
  const Dataset unfolded = unfold_pairs(dataset);
  ASSERT_EQ(unfolded.trials.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(unfolded.trials[i].result, dataset.trials[i].result);
  EXPECT_EQ(analyse(dataset).tables.at(0).design, Design::separate);
}

TEST(DesignsTest, AComparisonIsPairedAsAWholeOrNotAtAll) {
  std::vector<Cell> cells = {made_cell("boxed", "glibc", 1, 4), made_cell("boxed", "glibc", 2, 4),
                             made_cell("boxed", "mimalloc", 1, 4), made_cell("boxed", "mimalloc", 2, 4)};
  const auto paired = [&](int capacity = 2) {
    return designs_of(cells, Design::paired, capacity) == std::vector<Design>(4, Design::paired);
  };
  const auto separate = [&](int capacity = 2) {
    return designs_of(cells, Design::paired, capacity) == std::vector<Design>(4, Design::separate);
  };
  EXPECT_TRUE(paired());
  EXPECT_TRUE(separate(1)) << "more workers than CPUs";
  EXPECT_EQ(designs_of(cells, Design::separate, 2), std::vector<Design>(4, Design::separate));
  const std::vector<Cell> usual = cells;
  for (const auto& change :
       std::vector<std::function<void(Cell&)>>{[](Cell& cell) { cell.start = StartMethod::fork; },
                                               [](Cell& cell) { cell.placement = Placement::none; },
                                               [](Cell& cell) { cell.siblings = Siblings::compute; }}) {
    cells = usual;
    change(cells[3]);
    EXPECT_TRUE(separate());
  }
  cells = usual;
  for (Cell& cell : cells) cell.iterations = 3;
  EXPECT_TRUE(separate());
}

// A simulated experiment: processes differ, iterations of one differ less, and the loss itself differs
// between processes.
struct Simulated {
  double process = 0.13;
  double iteration = 0.06;
  double of_loss = 0.0;
  double loss = 0.2;  // ln
};

Dataset simulate(const Simulated& truth, Design design, int blocks, std::uint64_t seed) {
  Dataset dataset = paired_run({1, 2});
  dataset.run.design = design;
  Normal noise(seed);
  for (int block = 0; block < blocks; ++block) {
    if (design == Design::paired) {
      add_trial(dataset, 0, block, fresh_result(dataset.run.cells[0], 250e6));
      const double process = noise(0, truth.process), loss = noise(truth.loss, truth.of_loss);
      add_trial(dataset, 1, block, paired_result(dataset.run.cells[1], [&](int, int, bool alone) {
                  return 100e6 * std::exp(process + (alone ? 0 : loss) + noise(0, truth.iteration));
                }));
      continue;
    }
    for (std::size_t cell = 0; cell < 2; ++cell) {
      TrialResult result = made_result(dataset.run.cells[cell]);
      for (WorkerResult& worker : result.workers) {
        const double process = noise(0, truth.process);
        const double loss = cell == 0 ? 0 : noise(truth.loss, truth.of_loss);
        for (std::size_t i = 0; i < worker.samples.size(); i += 3) {
          MadeValues values;
          values.warm_ns = values.cold_ns = 100e6 * std::exp(process + loss + noise(0, truth.iteration));
          for (std::size_t phase = 0; phase < 3; ++phase)
            worker.samples[i + phase] = made_sample(worker.worker, worker.samples[i + phase].iteration,
                                                    static_cast<Phase>(phase), values);
        }
      }
      add_trial(dataset, cell, block, std::move(result));
    }
  }
  return dataset;
}

struct Seen {
  double mean = 0;       // of the ln slowdown
  double deviation = 0;  // between blocks, mean over runs
  double covered = 0;    // share of the intervals that hold the truth
  int runs = 0;          // without those whose launches look as if they were of two kinds
};

Seen run_often(const Simulated& truth, Design design, int runs = 800) {
  Seen seen;
  for (int run = 0; run < runs; ++run) {
    const Estimate ratio = analyse(simulate(truth, design, 20, 100 + static_cast<std::uint64_t>(run)))
                               .tables.at(0)
                               .rows.at(0)
                               .together.at(0)
                               .slowdown.ratio;
    if (!ratio.value) continue;
    ++seen.runs;
    seen.mean += std::log(*ratio.value);
    seen.deviation += deviation_behind(ratio).value();
    const double held = std::exp(truth.loss);
    seen.covered += ratio.interval->low <= held && held <= ratio.interval->high ? 1 : 0;
  }
  EXPECT_GE(seen.runs, 0.98 * runs);
  for (double* sum : {&seen.mean, &seen.deviation, &seen.covered}) *sum /= seen.runs;
  return seen;
}

TEST(SimulatedPairs, TheirDeviationIsTheIterationsAndTheirIntervalsCover) {
  const Simulated truth;
  const Seen paired = run_often(truth, Design::paired), separate = run_often(truth, Design::separate);
  EXPECT_NEAR(paired.deviation, truth.iteration * std::sqrt(2.0 / (together - 2)), 0.004);
  EXPECT_LT(paired.deviation, separate.deviation / 2);
  EXPECT_NEAR(paired.mean, truth.loss, 0.003);
  for (const Seen& seen : {paired, separate}) {
    EXPECT_GE(seen.covered, 0.93);
    EXPECT_LE(seen.covered, 0.97);
  }
}

// Where the loss differs between processes, a paired block has that difference in full; the block is the
// replicate, so its intervals show it.
TEST(SimulatedPairs, ALossThatDiffersBetweenProcessesIsCoveredAndBothDesignsAgree) {
  Simulated truth;
  truth.of_loss = 0.08;
  const Seen paired = run_often(truth, Design::paired), separate = run_often(truth, Design::separate);
  EXPECT_NEAR(paired.mean, separate.mean, 0.008);
  EXPECT_GT(paired.deviation, truth.of_loss);
  EXPECT_LT(paired.deviation, separate.deviation);
  EXPECT_GE(paired.covered, 0.93);
  EXPECT_LE(paired.covered, 0.97);
}

}  // namespace
}  // namespace allocscale
