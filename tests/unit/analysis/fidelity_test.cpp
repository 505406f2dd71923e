// Is a model told to be like its program where it is, and unlike where it is not? On made trials whose
// figures are known.
#include "harness/analysis/fidelity.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "harness/analysis/findings.hpp"
#include "harness/selftest/made_trial.hpp"

namespace allocscale {
namespace {

// What one side needs, in all, with its start-up.
struct Need {
  std::int64_t peak_bytes = 50'000'000;
  std::int64_t faults = 12'000;
  double alone_ns = 120e6;
  double slowdown = 1.2;  // of what it takes beyond its start-up
  std::optional<double> waiting = std::nullopt;
};

constexpr double start_ns = 20e6;
constexpr std::int64_t start_bytes = 2'000'000;
constexpr std::int64_t start_faults = 600;
constexpr std::uint64_t elements = 1'000'000;

// A model and a program under one allocator, whose start-ups are equal, alone and with two workers.
class FidelityOfMadeTrials : public testing::Test {
 protected:
  FidelityOfMadeTrials() {
    RunDescription& run = dataset.run;
    run.capacity = 2;
    run.baseline = {"pyboxed", "glibc"};
    run.fidelity = {{"copy", "pyboxed", elements, 1, "py-copy", "N=1", "nothing", {}}};
    for (const auto& [kernel, layout, size] :
         {std::tuple("copy", "pyboxed", elements), std::tuple("copy", "pyboxed", std::uint64_t{1}),
          std::tuple("py-copy", "N=1", std::uint64_t{0}), std::tuple("nothing", "N=1", std::uint64_t{0})})
      for (const int workers : {1, 2}) {
        Cell cell = made_cell(layout, "glibc", workers, 1);
        cell.kernel = kernel;
        cell.size = size;
        run.cells.push_back(cell);
      }
  }

  // `noise`: of ln T of the model with two workers, in turn up and down.
  void run_blocks(const Need& model, const Need& program, int blocks = 8, double noise = 0.005) {
    const Need start = {start_bytes, start_faults, start_ns, 1};
    for (int block = 0; block < blocks; ++block) {
      add(0, block, model, block % 2 == 0 ? noise : -noise);
      add(2, block, start, 0);
      add(4, block, program, 0);
      add(6, block, start, 0);
    }
  }

  void add(std::size_t cell, int block, const Need& need, double noise) {
    for (const std::size_t workers : {1U, 2U}) {
      const double together = start_ns + (need.alone_ns - start_ns) * need.slowdown * std::exp(noise);
      MadeValues values;
      values.cold_ns = workers == 1 ? need.alone_ns : together;
      values.cold_faults = need.faults;
      values.waiting = need.waiting;
      TrialResult result = made_result(dataset.run.cells[cell + workers - 1], values);
      for (WorkerResult& worker : result.workers)
        worker.readings[WorkerMetric::peak_bytes] = need.peak_bytes * static_cast<std::int64_t>(workers);
      add_trial(dataset, cell + workers - 1, block, result);
    }
  }

  void count(const std::string& kernel, const std::string& layout, std::uint64_t size,
             std::vector<RequestCount> requests) {
    dataset.run.counted.push_back({kernel, layout, size, std::move(requests)});
  }

  // The row of the quantity, in all.
  [[nodiscard]] FidelityRow row(FidelityQuantity quantity) const {
    for (const FidelityRow& row : analyse(dataset).fidelity.rows)
      if (row.quantity == quantity && !row.most_bytes) return row;
    ADD_FAILURE() << "there is no row of " << fidelity_quantity_name(quantity);
    return {};
  }

  [[nodiscard]] FidelityVerdict verdict(FidelityQuantity quantity) const { return row(quantity).verdict; }

  Dataset dataset;
};

TEST_F(FidelityOfMadeTrials, StartUpIsTakenAwayAndWhatIsLeftIsPerElement) {
  run_blocks({50'000'000, 12'600, 120e6, 1.2}, {50'000'000, 12'600, 220e6, 1.2});
  const FidelityRow bytes = row(FidelityQuantity::peak_bytes);
  EXPECT_DOUBLE_EQ(bytes.model.value(), 48.0);
  EXPECT_DOUBLE_EQ(bytes.program.value(), 48.0);
  EXPECT_EQ(bytes.allocator, "glibc");
  EXPECT_DOUBLE_EQ(row(FidelityQuantity::faults).model.value(), 0.012);
  const FidelityRow slowdown = row(FidelityQuantity::slowdown);
  EXPECT_NEAR(slowdown.model.value(), 1.2, 1e-6);
  EXPECT_NEAR(slowdown.program.value(), 1.2, 1e-6);
  EXPECT_EQ(slowdown.workers, 2);
  EXPECT_EQ(slowdown.blocks, 8);
  const Fidelity fidelity = analyse(dataset).fidelity;
  ASSERT_EQ(fidelity.times.size(), 1U);
  EXPECT_NEAR(fidelity.times[0].model_ns.value(), 100, 1e-6);
  EXPECT_NEAR(fidelity.times[0].program_ns.value(), 200, 1e-6);
  for (const FidelityQuantity each :
       {FidelityQuantity::peak_bytes, FidelityQuantity::faults, FidelityQuantity::slowdown})
    EXPECT_EQ(verdict(each), FidelityVerdict::pass) << fidelity_quantity_name(each);
}

TEST_F(FidelityOfMadeTrials, TenPercentIsTheLimitOnBothSides) {
  for (const auto& [bytes, expected] : {std::pair{52'700'000, FidelityVerdict::pass},
                                        {53'000'000, FidelityVerdict::fail},
                                        {43'300'000, FidelityVerdict::pass},
                                        {43'100'000, FidelityVerdict::fail}}) {
    dataset.trials.clear();
    run_blocks({start_bytes + bytes}, {start_bytes + 48'000'000});
    EXPECT_EQ(verdict(FidelityQuantity::peak_bytes), expected) << bytes;
  }
}

TEST_F(FidelityOfMadeTrials, WhatAStartUpLeavesUnknownFailsNobody) {
  run_blocks({start_bytes + 900'000, start_faults + 255}, {start_bytes + 100'000, start_faults});
  EXPECT_EQ(verdict(FidelityQuantity::peak_bytes), FidelityVerdict::small);
  EXPECT_EQ(verdict(FidelityQuantity::faults), FidelityVerdict::small);
  dataset.trials.clear();
  run_blocks({start_bytes + 1'300'000, start_faults + 300}, {start_bytes + 100'000, start_faults});
  EXPECT_EQ(verdict(FidelityQuantity::peak_bytes), FidelityVerdict::fail);
  EXPECT_EQ(verdict(FidelityQuantity::faults), FidelityVerdict::fail);
  EXPECT_EQ(row(FidelityQuantity::faults).ratio, std::nullopt) << "over nothing there is no ratio";
}

TEST_F(FidelityOfMadeTrials, ASlowdownIsJudgedByTheWholeIntervalOfTheRatio) {
  for (const auto& [slowdown, noise, expected] :
       {std::tuple{1.25, 0.01, FidelityVerdict::pass}, std::tuple{1.5, 0.01, FidelityVerdict::fail},
        std::tuple{0.9, 0.01, FidelityVerdict::fail}, std::tuple{1.25, 0.2, FidelityVerdict::open},
        std::tuple{1.5, 0.5, FidelityVerdict::open}}) {
    dataset.trials.clear();
    Need model;
    model.slowdown = slowdown;
    run_blocks(model, {}, 8, noise);
    EXPECT_EQ(verdict(FidelityQuantity::slowdown), expected) << slowdown << " ± " << noise;
  }
}

TEST_F(FidelityOfMadeTrials, FewBlocksDecideNoSlowdown) {
  run_blocks({}, {}, blocks_for_fidelity - 1, 0);
  EXPECT_EQ(verdict(FidelityQuantity::slowdown), FidelityVerdict::open);
  EXPECT_EQ(verdict(FidelityQuantity::peak_bytes), FidelityVerdict::pass);
}

TEST_F(FidelityOfMadeTrials, ATaskThatWaitedForACpuIsBusy) {
  Need program;
  program.waiting = 0.05;
  run_blocks({}, program);
  EXPECT_EQ(verdict(FidelityQuantity::slowdown), FidelityVerdict::busy);
  EXPECT_EQ(verdict(FidelityQuantity::peak_bytes), FidelityVerdict::pass) << "memory does not wait";
  dataset.trials.clear();
  run_blocks(program, {});
  EXPECT_EQ(verdict(FidelityQuantity::slowdown), FidelityVerdict::busy);
}

TEST_F(FidelityOfMadeTrials, WhatWasNotMeasuredOrFailedIsAbsentAndSaysWhy) {
  run_blocks({}, {});
  std::erase_if(dataset.trials, [](const StoredTrial& trial) { return trial.planned.cell >= 6; });
  EXPECT_EQ(row(FidelityQuantity::peak_bytes).reason, "not measured");
  EXPECT_EQ(verdict(FidelityQuantity::faults), FidelityVerdict::absent);
  EXPECT_EQ(row(FidelityQuantity::slowdown).reason, "no block has both");
  for (StoredTrial& trial : dataset.trials)
    if (trial.planned.cell == 4) trial.result = {Outcome::wrong_allocator, "", {}, {}};
  EXPECT_EQ(row(FidelityQuantity::peak_bytes).reason, outcome_name(Outcome::wrong_allocator));
}

TEST_F(FidelityOfMadeTrials, RequestsAreHeldAgainstEachOtherInAllAndByClass) {
  count("copy", "pyboxed", elements,
        {{"free", 0, 7, 0}, {"malloc", 32, 1'000'010, 32'000'300}, {"realloc", 64, 40, 2000}});
  count("copy", "pyboxed", 1, {{"malloc", 32, 10, 300}});
  count(
      "py-copy", "N=1", 0,
      {{"malloc", 32, 500'000, 14'000'000}, {"realloc", 32, 500'100, 14'000'100}, {"malloc", 64, 90, 5000}});
  count("nothing", "N=1", 0, {{"malloc", 32, 100, 100}, {"malloc", 64, 48, 2900}});
  const Fidelity fidelity = analyse(dataset).fidelity;
  std::vector<FidelityRow> rows;
  for (const FidelityRow& row : fidelity.rows)
    if (row.allocator.empty()) rows.push_back(row);
  ASSERT_EQ(rows.size(), 4U) << "calls and bytes, in all and of one class: the other is too small";
  EXPECT_EQ(rows[0].quantity, FidelityQuantity::calls);
  EXPECT_DOUBLE_EQ(rows[0].model.value(), 1.00004);
  EXPECT_DOUBLE_EQ(rows[0].program.value(), 1.000042);
  EXPECT_EQ(rows[0].verdict, FidelityVerdict::pass);
  EXPECT_EQ(rows[1].quantity, FidelityQuantity::requested_bytes);
  EXPECT_EQ(rows[1].verdict, FidelityVerdict::fail) << "28 bytes for 32";
  EXPECT_EQ(rows[2].most_bytes, 32U);
  EXPECT_EQ(rows[2].verdict, FidelityVerdict::pass);
  EXPECT_DOUBLE_EQ(rows[3].model.value(), 32.0);
  EXPECT_DOUBLE_EQ(rows[3].program.value(), 28.0);
  EXPECT_EQ(rows[3].verdict, FidelityVerdict::fail);
}

TEST_F(FidelityOfMadeTrials, WithoutOneOfFourCountsRequestsAreAbsent) {
  count("copy", "pyboxed", elements, {{"malloc", 32, 10, 300}});
  count("copy", "pyboxed", 1, {{"malloc", 32, 10, 300}});
  count("py-copy", "N=1", 0, {{"malloc", 32, 10, 300}});
  EXPECT_EQ(verdict(FidelityQuantity::calls), FidelityVerdict::absent);
  EXPECT_EQ(row(FidelityQuantity::requested_bytes).reason, "not counted");
}

TEST_F(FidelityOfMadeTrials, NoPairsNoRows) {
  run_blocks({}, {});
  dataset.run.fidelity.clear();
  EXPECT_TRUE(analyse(dataset).fidelity.rows.empty());
}

}  // namespace
}  // namespace allocscale
