// Is what changed between two made runs found, and nothing else?
#include "harness/analysis/run_contrast.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "harness/analysis/change_limit.hpp"
#include "harness/selftest/made_trial.hpp"

namespace allocscale {
namespace {

// What is true of a made run.
struct Truth {
  double glibc_ms = 100;
  double mimalloc_ms = 80;
  double glibc_slowdown = 1.3;
  double mimalloc_slowdown = 1.1;
  double machine = 1;   // every time is so much longer
  bool control = true;  // a control that only computes is measured too
  int blocks = 20;
  std::optional<double> waiting = std::nullopt;
};

void add_row(Dataset& dataset, std::mt19937_64& random, Cell cell, double ms, const Truth& truth) {
  std::normal_distribution<double> noise(0, 0.02);
  dataset.run.cells.push_back(cell);
  for (int block = 0; block < truth.blocks; ++block) {
    MadeValues values;
    values.warm_ns = ms * 1e6 * truth.machine * std::exp(noise(random));
    values.cold_ns = 1.5 * values.warm_ns;
    values.waiting = truth.waiting;
    add_trial(dataset, dataset.run.cells.size() - 1, block, made_result(cell, values));
  }
}

Dataset made_run(std::uint64_t seed, const Truth& truth = {}) {
  std::mt19937_64 random(seed);
  Dataset dataset;
  dataset.label.number = static_cast<std::int64_t>(seed);
  dataset.run.experiment = "quick";
  dataset.run.baseline = {"boxed", "glibc"};
  dataset.run.capacity = 2;
  dataset.run.facts.kernels["concat"] = {};
  dataset.run.facts.kernels["compute"] = {KernelKind::control, Resource::processor};
  dataset.run.builds = {{"glibc", "", "", "", ""}, {"mimalloc", "", "", "", ""}};
  for (const int workers : {1, 2}) {
    const double together = workers == 2 ? 1 : 0;
    add_row(dataset, random, made_cell("boxed", "glibc", workers),
            truth.glibc_ms * std::pow(truth.glibc_slowdown, together), truth);
    add_row(dataset, random, made_cell("boxed", "mimalloc", workers),
            truth.mimalloc_ms * std::pow(truth.mimalloc_slowdown, together), truth);
    if (!truth.control) continue;
    Cell compute = made_cell("boxed", "glibc", workers);
    compute.kernel = "compute";
    add_row(dataset, random, compute, 50, truth);
  }
  return dataset;
}

RunChanges compared(const Dataset& a, const Dataset& b) { return compare_runs({a}, {b}, false); }

const RowChange& change_of(const RunChanges& changes, const std::string& allocator, ChangeOf of) {
  for (const RowChange& change : changes.changes)
    if (!change.control && change.cell.allocator == allocator && change.of == of) return change;
  throw std::logic_error("no such change");
}

ChangeWord word(const RunChanges& changes, const std::string& allocator, ChangeOf of) {
  return word_of(change_of(changes, allocator, of));
}

TEST(MeanDifference, IsWelchs) {
  const auto found = difference_of_means(std::vector{1.0, 2.0, 4.0, 7.0}, std::vector{2.0, 3.0, 3.5});
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->estimate, 0.66667, 1e-5);
  // By hand: variances 7 and 0.58333; 7/4 + 0.58333/3 = 1.94444.
  EXPECT_NEAR(found->standard_error, std::sqrt(1.94444), 1e-5);
  const double a = 1.75, b = 0.194444;
  EXPECT_NEAR(found->degrees, (a + b) * (a + b) / (a * a / 3 + b * b / 2), 1e-5);
  EXPECT_NEAR(interval_of(*found, 0.95).high - found->estimate,
              found->estimate - interval_of(*found, 0.95).low, 1e-12);
  EXPECT_FALSE(difference_of_means(std::vector{1.0}, std::vector{2.0, 3.0}));
  EXPECT_EQ(p_value_of({0, 0, 3}), 1);
  EXPECT_EQ(p_value_of({1, 0, 3}), 0);
}

TEST(RunContrast, AChangeOfTimeIsACostAndNoLoss) {
  Truth slower;
  slower.mimalloc_ms *= 1.1;
  const RunChanges changes = compared(made_run(1), made_run(2, slower));
  EXPECT_EQ(changes.changes.size(), 6U);
  EXPECT_TRUE(changes.has_control);
  EXPECT_EQ(word(changes, "mimalloc", ChangeOf::cost), ChangeWord::worse);
  EXPECT_EQ(word(changes, "mimalloc", ChangeOf::loss), ChangeWord::same);
  EXPECT_EQ(word(changes, "glibc", ChangeOf::cost), ChangeWord::same);
  EXPECT_NEAR(change_of(changes, "mimalloc", ChangeOf::cost).ratio()->estimate, 1.1, 0.02);
  const RunChanges back = compared(made_run(2, slower), made_run(1));
  EXPECT_EQ(word(back, "mimalloc", ChangeOf::cost), ChangeWord::better);
}

TEST(RunContrast, AChangeOfSlowdownIsALossAndNoCost) {
  Truth worse;
  worse.glibc_slowdown *= 1.15;
  const RunChanges changes = compared(made_run(3), made_run(4, worse));
  EXPECT_EQ(word(changes, "glibc", ChangeOf::loss), ChangeWord::worse);
  EXPECT_EQ(word(changes, "glibc", ChangeOf::cost), ChangeWord::same);
  EXPECT_EQ(word(changes, "mimalloc", ChangeOf::loss), ChangeWord::same);
}

TEST(RunContrast, WhatTheMachineChangedIsClaimedOfNoRow) {
  Truth hotter;
  hotter.machine = 1.1;
  const RunChanges changes = compared(made_run(5), made_run(6, hotter));
  EXPECT_EQ(change_of(changes, "glibc", ChangeOf::cost).verdict, Verdict::machine);
  EXPECT_EQ(word(changes, "glibc", ChangeOf::cost), ChangeWord::unknown);
  Truth without = hotter;
  without.control = false;
  Truth before;
  before.control = false;
  const RunChanges blind = compared(made_run(5, before), made_run(6, without));
  EXPECT_FALSE(blind.has_control);
  EXPECT_EQ(word(blind, "glibc", ChangeOf::cost), ChangeWord::worse)
      << "nothing shows that it was the machine";
}

TEST(RunContrast, FewBlocksAndABusyMachineSettleNothing) {
  Truth few;
  few.blocks = 19;
  few.mimalloc_ms *= 2;
  EXPECT_EQ(word(compared(made_run(7), made_run(8, few)), "mimalloc", ChangeOf::cost), ChangeWord::unknown);
  Truth busy;
  busy.mimalloc_ms *= 2;
  busy.waiting = 0.2;
  const RunChanges changes = compared(made_run(7), made_run(8, busy));
  EXPECT_EQ(change_of(changes, "mimalloc", ChangeOf::cost).verdict, Verdict::busy);
}

TEST(RunContrast, TwoAllocatorsOfOneRunAreComparedBlockByBlock) {
  const Dataset run = made_run(9);
  const RunChanges changes = compare_runs({run, "glibc"}, {run, "mimalloc"}, true);
  ASSERT_EQ(changes.changes.size(), 2U) << "compute has no mimalloc";
  EXPECT_EQ(changes.only_a.size(), 2U);
  EXPECT_EQ(changes.changes[0].other_allocator, "mimalloc");
  EXPECT_EQ(word(changes, "glibc", ChangeOf::cost), ChangeWord::better);
  EXPECT_NEAR(change_of(changes, "glibc", ChangeOf::cost).ratio()->estimate, 0.8, 0.02);
  EXPECT_NEAR(change_of(changes, "glibc", ChangeOf::loss).ratio()->estimate, 1.1 / 1.3, 0.02);
}

TEST(RunContrast, RowsThatOnlyOneHasAreNamedAndTrialsThatFailedCounted) {
  const Dataset a = made_run(10);
  Dataset b = made_run(11);
  for (Cell& cell : b.run.cells)
    if (cell.allocator == "mimalloc") cell.size = 5;
  TrialResult failed;
  add_trial(b, 0, 20, failed);
  const RunChanges changes = compared(a, b);
  EXPECT_EQ(changes.only_a, (std::vector<std::string>{"boxed mimalloc, concat of 20,000, alone",
                                                      "boxed mimalloc, concat of 20,000, 2 workers"}));
  EXPECT_EQ(changes.only_b.size(), 2U);
  EXPECT_EQ(changes.failed_a, 0);
  EXPECT_EQ(changes.failed_b, 1);
}

TEST(RunContrast, OnOtherCpusWorkersThatShareThemAreNotCompared) {
  const Dataset a = made_run(12);
  Dataset b = made_run(13);
  b.run.capacity = 1;
  b.run.machine.cpus = 1;
  const RunChanges changes = compared(a, b);
  EXPECT_FALSE(changes.same_machine);
  EXPECT_FALSE(change_of(changes, "glibc", ChangeOf::loss).logarithms);
  EXPECT_EQ(change_of(changes, "glibc", ChangeOf::loss).reason, "A and B have different numbers of CPUs");
  EXPECT_TRUE(change_of(changes, "glibc", ChangeOf::cost).logarithms);
}

TEST(ChangeLimit, IsReadAsPeopleTypeIt) {
  EXPECT_EQ(limit_text(parse_change_limit("loss > 5%").value()), "loss > 5 %");
  EXPECT_EQ(limit_text(parse_change_limit("cost>2.5 %").value()), "cost > 2.5 %");
  for (const char* wrong : {"", "loss", "loss > 5", "lost > 5%", "loss < 5%", "loss > x%", "loss > -1%",
                            "loss > %", "loss > nan%", "loss > 5%%"})
    EXPECT_FALSE(parse_change_limit(wrong)) << wrong;
}

LimitState gate(const Dataset& a, const Dataset& b, const char* limit) {
  const std::vector limits = {parse_change_limit(limit).value()};
  return worst_of(hold_against(compared(a, b), limits));
}

TEST(SimulatedChanges, ASlowerMallocAndAnUnchangedOneAreToldTwentyTimesOfTwenty) {
  Truth slower;
  slower.mimalloc_ms *= 1.1;
  Truth losing;
  losing.mimalloc_slowdown *= 1.15;
  for (std::uint64_t seed = 100; seed < 120; ++seed) {
    const Dataset before = made_run(seed);
    EXPECT_EQ(gate(before, made_run(seed + 1000, slower), "cost > 3%"), LimitState::exceeded) << seed;
    EXPECT_EQ(gate(before, made_run(seed + 1000, slower), "loss > 5%"), LimitState::held) << seed;
    EXPECT_EQ(gate(before, made_run(seed + 1000, losing), "loss > 5%"), LimitState::exceeded) << seed;
    EXPECT_EQ(gate(before, made_run(seed + 1000), "cost > 3%"), LimitState::held) << seed;
    EXPECT_EQ(gate(before, made_run(seed + 1000), "loss > 5%"), LimitState::held) << seed;
  }
}

TEST(ChangeLimit, IsOpenWhereTheBlocksDoNotSettleIt) {
  Truth near;
  near.mimalloc_ms *= 1.03;
  EXPECT_EQ(gate(made_run(1), made_run(2, near), "cost > 3%"), LimitState::open);
  Truth few;
  few.blocks = 5;
  EXPECT_EQ(gate(made_run(1, few), made_run(2, few), "cost > 50%"), LimitState::open);
  EXPECT_EQ(worst_of({}), LimitState::open);
}

}  // namespace
}  // namespace allocscale
