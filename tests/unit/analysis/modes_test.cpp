// Are launches of two kinds told from launches that vary?
#include "harness/analysis/modes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "harness/analysis/findings.hpp"
#include "harness/selftest/made_trial.hpp"
#include "harness/selftest/simulated.hpp"

namespace allocscale {
namespace {

constexpr int launches = 20;

template <class Draw>
double share_with_modes(int samples, Draw draw) {
  int found = 0;
  for (int sample = 0; sample < samples; ++sample) {
    std::vector<double> values;
    for (int i = 0; i < launches; ++i) values.push_back(draw(i));
    found += two_modes(values).has_value();
  }
  return static_cast<double>(found) / samples;
}

TEST(Modes, LaunchesThatVaryAreOfOneKind) {
  Normal normal(11);
  EXPECT_LE(share_with_modes(2000, [&](int) { return normal(0, 0.3); }), 0.005);
  EXPECT_LE(share_with_modes(2000, [&](int) { return std::exp(normal(0, 0.7)); }), 0.01);  // a long tail
  // Two launches that hang are outliers and no mode.
  EXPECT_EQ(share_with_modes(500, [&](int i) { return normal(i < 2 ? 3 : 0, 0.05); }), 0);
}

TEST(Modes, LaunchesOfTwoKindsAreFoundWithTheirShares) {
  Normal normal(12);
  EXPECT_GE(share_with_modes(500, [&](int i) { return normal(i % 2 == 0 ? 0.8 : 0, 0.1); }), 0.95);
  EXPECT_GE(share_with_modes(500, [&](int i) { return normal(i % 5 == 0 ? 1.2 : 0, 0.1); }), 0.95);
  EXPECT_EQ(share_with_modes(500, [&](int i) { return normal(i % 2 == 0 ? 0.1 : 0, 0.001); }), 0)
      << "too near to matter";
}

// Of 20 launches each, the first so many take e^slow, the others e^fast; all vary by a hundredth.
std::vector<double> launched(int slow_launches, double fast, double slow) {
  std::vector<double> values;
  for (int i = 0; i < launches; ++i) values.push_back((i < slow_launches ? slow : fast) + 0.01 * (i % 3));
  return values;
}

TEST(Kinds, ALossMayComeFromTheSharesOnly) {
  EXPECT_FALSE(kinds_of(launched(0, 0, 0), launched(0, 0.2, 0.2))) << "of one kind each";
  const auto more = kinds_of(launched(3, 0, 1), launched(12, 0, 1));
  ASSERT_TRUE(more);
  EXPECT_EQ(more->slow_before, 3);
  EXPECT_EQ(more->slow_after, 12);
  EXPECT_EQ(more->after, 20);
  EXPECT_TRUE(more->same);
  EXPECT_TRUE(more->by_share);  // Fisher's p: 0.0079
  EXPECT_FALSE(kinds_of(launched(8, 0, 1), launched(12, 0, 1))->by_share) << "p = 0.34";
  EXPECT_FALSE(kinds_of(launched(10, 0, 1), launched(10, 0.2, 1.2))->by_share) << "both kinds are slower";
  EXPECT_FALSE(kinds_of(launched(3, 0, 1), launched(12, 0.48, 1.48))->by_share)
      << "half of it within the kinds";
  EXPECT_TRUE(kinds_of(launched(0, 0, 1), launched(12, 0, 1))->by_share) << "none was slow before";
}

TEST(Kinds, OfAnotherCellMayBeOthers) {
  const auto kinds = kinds_of(launched(0, 0, 0), launched(10, 0.8, 1.6));
  ASSERT_TRUE(kinds);
  EXPECT_FALSE(kinds->same) << "the fast kind together is as far from alone as the kinds from each other";
  EXPECT_FALSE(kinds->by_share);
}

// Together more launches are slow, each as slow as alone.
TEST(Kinds, AreInTheFindings) {
  Dataset dataset;
  dataset.run.baseline = {"boxed", "glibc"};
  dataset.run.capacity = 2;
  dataset.run.cells = {made_cell("boxed", "glibc", 1), made_cell("boxed", "glibc", 2)};
  for (int block = 0; block < launches; ++block)
    for (const std::size_t cell : {0U, 1U}) {
      MadeValues values;
      values.warm_ns = (block * 7 % 20 < (cell == 0 ? 3 : 12) ? 24e6 : 6e6) * (1 + 0.01 * (block % 3));
      add_trial(dataset, cell, block, made_result(dataset.run.cells[cell], values));
    }
  const Findings findings = analyse(dataset);
  const Effect slowdown = findings.tables.at(0).rows.at(0).together.at(0).slowdown;
  EXPECT_EQ(slowdown.verdict, Verdict::two_kinds);
  EXPECT_FALSE(slowdown.ratio.value || slowdown.ratio.interval || slowdown.robust || slowdown.detectable ||
               slowdown.p_value || slowdown.adjusted_p);
  EXPECT_EQ(slowdown.ratio.reason, "launches of two kinds");
  EXPECT_FALSE(findings.tables[0].rows[0].together[0].elapsed_slowdown.value);
  ASSERT_TRUE(slowdown.kinds);
  EXPECT_TRUE(slowdown.kinds->by_share);
  EXPECT_EQ(slowdown.kinds->slow_before, 3);
  EXPECT_EQ(slowdown.kinds->slow_after, 12);
}

TEST(Modes, AreInTheFindingsAndNoMeansAreMixed) {
  Dataset dataset;
  dataset.run.baseline = {"boxed", "glibc"};
  dataset.run.capacity = 2;
  dataset.run.cells = {made_cell("boxed", "glibc", 1)};
  for (int block = 0; block < launches; ++block) {
    MadeValues values;
    values.warm_ns = block % 4 == 0 ? 246e6 : 6.5e6;
    values.warm_faults = block % 4 == 0 ? 73'599 : 0;
    add_trial(dataset, 0, block, made_result(dataset.run.cells[0], values));
  }
  const AtWorkers at = analyse(dataset).tables.at(0).rows.at(0).alone;
  ASSERT_TRUE(at.modes);
  EXPECT_NEAR(at.modes->low, 6.5e6, 1);
  EXPECT_NEAR(at.modes->high, 246e6, 1);
  EXPECT_DOUBLE_EQ(at.modes->low_share(), 0.75);
  EXPECT_EQ(at.modes->low_faults, 0);
  EXPECT_EQ(at.modes->high_faults, 73'599);  // divisible by the three phases
  EXPECT_FALSE(at.time_ns.value || at.time_ns.interval || at.elapsed_ns.value || at.settling_ns);
  EXPECT_EQ(at.time_ns.reason, "launches of two kinds");
  for (const std::optional<double>& phase : at.phase_ns) EXPECT_FALSE(phase);
  for (std::size_t i = 0; i < PhaseMeans::size; ++i) EXPECT_FALSE(at.per_iteration.at(i)) << i;
}

// A row of one kind keeps its ratio; one of two kinds is no part of any comparison, and its twin no check.
TEST(Modes, LeaveARowOutOfEveryComparison) {
  Dataset dataset;
  dataset.run.baseline = {"boxed", "glibc"};
  dataset.run.capacity = 2;
  for (const char* allocator : {"glibc", "jemalloc", "mimalloc"})
    for (const int workers : {1, 2}) dataset.run.cells.push_back(made_cell("boxed", allocator, workers));
  const auto measure = [&](double slow_ns) {
    dataset.trials.clear();
    for (int block = 0; block < launches; ++block)
      for (std::size_t cell = 0; cell < dataset.run.cells.size(); ++cell)
        for (const bool twin : {false, true}) {
          MadeValues values;
          values.warm_ns = (1 + 0.01 * (block % 3)) * (cell == 3 && block % 4 == 0 ? slow_ns : 6e6);
          if (twin && dataset.run.cells[cell].allocator != dataset.run.baseline.allocator) continue;
          add_trial(dataset, cell, block, made_result(dataset.run.cells[cell], values));
          dataset.trials.back().planned.twin = twin;
        }
    return analyse(dataset).tables.at(0);
  };
  const auto row = [](const KernelTable& table, const std::string& allocator) {
    return *std::find_if(table.rows.begin(), table.rows.end(),
                         [&](const Row& one) { return one.allocator == allocator && !one.twin; });
  };
  EXPECT_EQ(row(measure(6e6), "jemalloc").together[0].slowdown.verdict, Verdict::equivalent);
  KernelTable table = measure(24e6);
  EXPECT_EQ(row(table, "jemalloc").together[0].slowdown.verdict, Verdict::two_kinds);
  EXPECT_EQ(row(table, "mimalloc").together[0].slowdown.verdict, Verdict::equivalent);
  EXPECT_EQ(row(table, "jemalloc").costs[CostOf::allocator].effect.verdict, Verdict::equivalent)
      << "alone its launches are of one kind";
  EXPECT_TRUE(table.fastest.at(0).of_two_kinds.empty());

  std::swap(dataset.run.cells[2], dataset.run.cells[3]);  // of two kinds alone
  table = measure(24e6);
  EXPECT_EQ(row(table, "jemalloc").costs[CostOf::allocator].effect.verdict, Verdict::two_kinds);
  EXPECT_EQ(table.fastest.at(0).of_two_kinds, std::vector<std::string>{"jemalloc"});
  EXPECT_EQ(table.twin.at(0).difference.verdict, Verdict::equivalent);

  dataset.run.baseline.allocator = "jemalloc";
  table = measure(24e6);
  EXPECT_EQ(row(table, "mimalloc").costs[CostOf::allocator].effect.verdict, Verdict::two_kinds);
  EXPECT_EQ(table.twin.at(0).difference.verdict, Verdict::two_kinds);
}

}  // namespace
}  // namespace allocscale
