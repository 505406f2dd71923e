// Is an iteration that is unlike the later ones kept out of the settled time, and one that is like them kept
// in?
#include "harness/analysis/settling.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "harness/analysis/findings.hpp"
#include "harness/selftest/made_trial.hpp"
#include "harness/selftest/simulated.hpp"

namespace allocscale {
namespace {

// What one iteration takes, in ms and faults.
struct Took {
  double ms = 0;
  std::int64_t faults = 0;
};

class SettlingTest : public testing::Test {
 protected:
  SettlingTest() {
    dataset.run.experiment = "quick";
    dataset.run.baseline = {"boxed", "glibc"};
    dataset.run.capacity = 2;
  }

  // A cell of one worker whose trials, one in each block, take this; `noise` is the deviation of ln T.
  void add_cell(const std::string& allocator, const std::vector<Took>& took, int blocks = 20,
                double noise = 0) {
    const std::size_t at = dataset.run.cells.size();
    dataset.run.cells.push_back(made_cell("boxed", allocator, 1, static_cast<int>(took.size())));
    for (int block = 0; block < blocks; ++block) {
      TrialResult result = made_result(dataset.run.cells[at]);
      for (Sample& sample : result.workers[0].samples) {
        const Took& one = took[static_cast<std::size_t>(sample.iteration)];
        const double third = one.ms * 1e6 / 3 * std::exp(random(0, noise));
        sample.readings[PhaseMetric::wall_ns] = static_cast<std::int64_t>(third);
        sample.readings[PhaseMetric::cpu_ns] = static_cast<std::int64_t>(third);
        sample.readings[PhaseMetric::minor_faults] = one.faults / 3;
      }
      add_trial(dataset, at, block, std::move(result), false);
    }
  }

  [[nodiscard]] std::vector<CellIterations> found(Estimand estimand = Estimand::settled) const {
    return iterations_of_cells(dataset, estimand);
  }

  Dataset dataset;
  Normal random{20261127};
};

TEST_F(SettlingTest, AnIterationThatStillFaultsIsNoSettledOne) {
  add_cell("glibc", {{17, 3956}, {15.6, 3876}, {2.7, 0}, {2.7, 0}});
  EXPECT_EQ(found()[0], (CellIterations{{2, 3}, {1, 1}, 2}));
  EXPECT_EQ(found(Estimand::cold)[0], (CellIterations{{0, 0}, {}, std::nullopt}));
}

TEST_F(SettlingTest, AllArmsOfAComparisonAreMeasuredFromTheSameIterationOn) {
  add_cell("glibc", {{17, 3956}, {15.6, 3876}, {2.7, 0}, {2.7, 0}});
  add_cell("mimalloc", {{17, 3956}, {9, 0}, {9, 0}, {9, 0}});
  EXPECT_EQ(found()[1], (CellIterations{{2, 3}, {1, 1}, 2}));
  dataset.run.cells.push_back(dataset.run.cells[1]);
  dataset.run.cells.back().kernel = "copy";
  EXPECT_EQ(found()[2].settled_from, std::nullopt) << "another comparison has its own, and this no trials";
  dataset.run.cells.back().kernel = "concat";
  EXPECT_EQ(found()[2], found()[1]) << "a cell without trials has no say";
}

TEST_F(SettlingTest, ACellThatNeverRepeatsItselfIsSaidNotToSettleAndHoldsNoOtherUp) {
  add_cell("glibc", {{90, 9000}, {80, 8000}, {70, 7000}, {60, 6000}, {50, 5000}});
  add_cell("mimalloc", {{9, 9}, {9, 9}, {9, 9}, {9, 9}, {9, 9}});
  EXPECT_TRUE(found()[0].measured.empty());
  EXPECT_EQ(found()[0].settling, (IterationRange{1, 4}));
  EXPECT_EQ(found()[1].measured, (IterationRange{1, 4}));
  const KernelTable table = analyse(dataset).tables.at(0);
  EXPECT_EQ(table.rows[0].alone.time_ns.reason, "not settled within 5 iterations");
  EXPECT_FALSE(table.rows[0].alone.time_ns.value);
  EXPECT_TRUE(table.rows[1].alone.time_ns.value);
  EXPECT_TRUE(table.cold.at(0).rows[0].alone.time_ns.value) << "its cold time is known all the same";
}

TEST_F(SettlingTest, AnAllocatorThatRepeatsItselfInTurnsIsSettled) {
  add_cell("glibc", {{80, 15624}, {76, 3907}, {69, 2063}, {76, 6133}, {71, 2063}});
  EXPECT_EQ(found()[0].measured, (IterationRange{1, 4}));
}

TEST_F(SettlingTest, TwoIterationsShowNothing) {
  add_cell("glibc", {{80, 9}, {70, 9}});
  EXPECT_TRUE(found()[0].measured.empty());
}

TEST_F(SettlingTest, FaultsThatTakeNoTimeDoNotMatter) {
  add_cell("glibc", {{80, 9}, {100, 900}, {100, 0}, {100, 0}});  // 0.9 of 100 ms
  EXPECT_EQ(found()[0].settled_from, 1);
  dataset.trials.clear();
  dataset.run.cells.clear();
  add_cell("glibc", {{80, 9}, {100, 1200}, {100, 0}, {100, 0}});
  EXPECT_EQ(found()[0].settled_from, 2);
}

TEST_F(SettlingTest, AFewTrialsMustDifferByALotInTheirFaults) {
  add_cell("glibc", {{80, 9000}, {100, 6000}, {100, 4500}, {100, 4500}}, 2);
  EXPECT_EQ(found()[0].settled_from, 1);
  add_cell("mimalloc", {{80, 9000}, {100, 3876}, {100, 0}, {100, 0}}, 2);
  EXPECT_EQ(found()[0].settled_from, 2);
}

TEST_F(SettlingTest, ADifferenceInTimeIsSeenThroughNoise) {
  add_cell("glibc", {{200, 9}, {130, 9}, {100, 9}, {100, 9}, {100, 9}}, 20, 0.07);
  EXPECT_EQ(found()[0].settled_from, 2);
}

// 200 comparisons of 12 cells with equal iterations: 5 % may be called unlike by chance, at most.
using SimulatedSettling = SettlingTest;
TEST_F(SimulatedSettling, NoiseAloneIsRarelyCalledADifference) {
  int wrong = 0;
  for (int comparison = 0; comparison < 200; ++comparison) {
    dataset.trials.clear();
    dataset.run.cells.clear();
    for (int cell = 0; cell < 12; ++cell)
      add_cell("allocator " + std::to_string(cell), std::vector<Took>(5, {100, 500}), 20, 0.1);
    wrong += found()[0].settled_from != 1;
  }
  EXPECT_LE(wrong, 10);
}

TEST_F(SettlingTest, TheNumberOfIterationsDoesNotChangeWhatASettledTimeMeans) {
  std::vector<double> times;
  for (const std::size_t iterations : {4U, 6U, 12U}) {
    dataset.trials.clear();
    dataset.run.cells.clear();
    std::vector<Took> took(iterations, Took{2.7, 0});
    took[0] = {17, 3956};
    took[1] = {15.6, 3876};
    add_cell("glibc", took);
    times.push_back(analyse(dataset).tables.at(0).rows.at(0).alone.time_ns.value.value());
  }
  EXPECT_NEAR(times[0], 2.7e6, 10);
  EXPECT_NEAR(times[1], times[0], 10);
  EXPECT_NEAR(times[2], times[0], 10);
}

// Settled, glibc is the faster one; in iteration 0 the slower one.
TEST_F(SettlingTest, ATableHasColdTimesBesideTheSettledOnes) {
  add_cell("glibc", {{20, 3956}, {15.6, 3876}, {2.7, 0}, {2.7, 0}});
  add_cell("mimalloc", {{12, 3956}, {9, 0}, {8, 0}, {8, 0}});
  const Findings findings = analyse(dataset);
  const KernelTable& table = findings.tables.at(0);
  EXPECT_NEAR(table.rows[1].costs[CostOf::allocator].effect.ratio.value.value(), 8 / 2.7, 1e-3);
  EXPECT_NEAR(table.cold.at(0).rows[1].costs[CostOf::allocator].effect.ratio.value.value(), 12 / 20.0, 1e-3);
  EXPECT_NEAR(table.rows[0].alone.settling_ns.value(), 15.6e6, 10);
  EXPECT_TRUE(table.cold.at(0).rows[1].costs[CostOf::allocator].effect.adjusted_p) << "one family";
}

}  // namespace
}  // namespace allocscale
