// Blocks are complete, random, repeatable, and keep together what is compared.
#include "harness/plan/blocks.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "harness/plan/expand.hpp"
#include "tests/unit/plan/samples.hpp"

namespace allocscale {
namespace {

Plan plan_of(int allocators, bool controls, int workers) {
  Experiment experiment = sample_experiment();
  experiment.kernels = {"concat", "copy"};
  if (controls) experiment.kernels.emplace_back("compute");
  experiment.workers = {{false, 1}, {false, workers}};
  Catalog catalog = sample_catalog();
  for (int i = 0; i < allocators; ++i) {
    catalog.runners.push_back(catalog.runners[0]);
    catalog.runners.back().allocator = "extra" + std::to_string(i);
    experiment.allocators.push_back(catalog.runners.back().allocator);
  }
  return expand(experiment, catalog, sample_topology(1, 1, 4, 1));
}

std::vector<Prediction> each_taking(const Plan& plan, double seconds) {
  return std::vector<Prediction>(plan.cells.size(), Prediction{seconds, 0});
}

bool same(const PlannedTrial& a, const PlannedTrial& b) {
  const auto fields = [](const PlannedTrial& t) {
    return std::tuple(t.cell, t.block, t.sub_block, t.twin, t.position, t.seed);
  };
  return fields(a) == fields(b);
}

bool same_order(const std::vector<PlannedTrial>& a, const std::vector<PlannedTrial>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const PlannedTrial& x, const PlannedTrial& y) {
    return std::tuple(x.cell, x.twin, x.sub_block) == std::tuple(y.cell, y.twin, y.sub_block);
  });
}

struct Case {
  Plan plan;
  BlockShape shape;
  int block;
  std::uint64_t seed;
};

Case any_case() {
  Case any;
  any.plan = plan_of(*rc::gen::inRange(0, 5), *rc::gen::arbitrary<bool>(), *rc::gen::inRange(1, 5));
  any.shape = shape_block(any.plan,
                          each_taking(any.plan, *rc::gen::elementOf(std::vector<double>{0.1, 2, 5, 20, 90})));
  any.block = *rc::gen::inRange(0, 1000);
  any.seed = *rc::gen::arbitrary<std::uint64_t>();
  return any;
}

RC_GTEST_PROP(Blocks, EveryCellRunsExactlyItsTimes, ()) {
  const Case c = any_case();
  std::map<std::size_t, int> plain;
  std::map<std::size_t, int> twins;
  for (const PlannedTrial& trial : plan_block(c.plan, c.shape, c.block, c.seed))
    ++(trial.twin ? twins : plain)[trial.cell];
  for (std::size_t i = 0; i < c.plan.comparisons.size(); ++i) {
    const Comparison& comparison = c.plan.comparisons[i];
    const std::set<std::size_t> baseline(comparison.baseline_cells.begin(), comparison.baseline_cells.end());
    for (const std::size_t cell : comparison.cells) {
      const int repeats = baseline.count(cell) > 0 ? c.shape.comparisons[i].sub_blocks : 0;
      RC_ASSERT(plain[cell] == std::max(1, repeats));
      RC_ASSERT(twins[cell] == repeats);
      RC_ASSERT(c.shape.trials[cell] == plain[cell] + twins[cell]);
    }
  }
}

RC_GTEST_PROP(Blocks, EqualSeedsGiveEqualBlocks, ()) {
  const Case c = any_case();
  const std::vector<PlannedTrial> once = plan_block(c.plan, c.shape, c.block, c.seed);
  const std::vector<PlannedTrial> again = plan_block(c.plan, c.shape, c.block, c.seed);
  RC_ASSERT(std::equal(once.begin(), once.end(), again.begin(), again.end(), same));
}

RC_GTEST_PROP(Blocks, PositionsCountUpAndSeedsDiffer, ()) {
  const Case c = any_case();
  std::set<std::uint64_t> seeds;
  int position = 0;
  for (const PlannedTrial& trial : plan_block(c.plan, c.shape, c.block, c.seed)) {
    RC_ASSERT(trial.block == c.block);
    RC_ASSERT(trial.position == position);
    ++position;
    seeds.insert(trial.seed);
  }
  RC_ASSERT(seeds.size() == static_cast<std::size_t>(position));
}

// Walks the block: a change of comparison or sub-block must never lead back to one already left.
RC_GTEST_PROP(Blocks, ComparisonsAndTheirSubBlocksStayTogether, ()) {
  const Case c = any_case();
  std::map<std::size_t, std::size_t> comparison_of;
  for (std::size_t i = 0; i < c.plan.comparisons.size(); ++i)
    for (const std::size_t cell : c.plan.comparisons[i].cells) comparison_of[cell] = i;
  std::vector<std::size_t> left;
  std::pair<std::size_t, int> here{c.plan.comparisons.size(), 0};
  for (const PlannedTrial& trial : plan_block(c.plan, c.shape, c.block, c.seed)) {
    const std::pair<std::size_t, int> now{comparison_of[trial.cell], trial.sub_block};
    if (now == here) continue;
    if (now.first == here.first) {
      RC_ASSERT(now.second == here.second + 1);
    } else {
      RC_ASSERT(now.second == 0);
      RC_ASSERT(std::find(left.begin(), left.end(), now.first) == left.end());
      left.push_back(now.first);
    }
    here = now;
  }
  RC_ASSERT(left.size() == c.plan.comparisons.size());
}

RC_GTEST_PROP(Blocks, EachSubBlockHasTheBaselineTheTwinAndWholeGroups, ()) {
  const Case c = any_case();
  using Levels = std::multiset<int>;
  // (kernel, sub-block) -> (layout, allocator, twin) -> levels of workers
  std::map<std::pair<std::string, int>, std::map<std::tuple<std::string, std::string, bool>, Levels>> seen;
  for (const PlannedTrial& trial : plan_block(c.plan, c.shape, c.block, c.seed)) {
    const Cell& cell = c.plan.cells[trial.cell];
    seen[{cell.kernel, trial.sub_block}][{cell.layout, cell.allocator, trial.twin}].insert(cell.workers);
  }
  const Levels every(c.plan.workers.begin(), c.plan.workers.end());
  for (const auto& [part, groups] : seen) {
    const std::string layout = part.first == "compute" ? "none" : "boxed";
    RC_ASSERT(groups.count({layout, "glibc", false}) == 1U);
    RC_ASSERT(groups.count({layout, "glibc", true}) == 1U);
    for (const auto& [group, levels] : groups) RC_ASSERT(levels == every);
  }
}

TEST(Blocks, DifferentBlocksAndSeedsDifferInOrder) {
  const Plan plan = plan_of(3, true, 4);
  const BlockShape shape = shape_block(plan, each_taking(plan, 0.2));
  std::vector<std::vector<PlannedTrial>> orders;
  for (int block = 0; block < 20; ++block) orders.push_back(plan_block(plan, shape, block, 1));
  orders.push_back(plan_block(plan, shape, 0, 2));
  for (std::size_t i = 0; i < orders.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) EXPECT_FALSE(same_order(orders[i], orders[j])) << i << " " << j;
}

// 20,000 fixed blocks: each of the 3 comparisons comes first about as often, each of the 10 slots of a
// comparison holds each trial about as often. ±4 standard deviations of the binomial.
TEST(Blocks, EveryOrderIsAsLikely) {
  const Plan plan = plan_of(0, true, 4);
  const BlockShape shape = shape_block(plan, each_taking(plan, 0.2));
  std::map<std::string, int> first;
  std::map<std::size_t, int> leads;  // trials of concat, twins counted apart
  constexpr int blocks = 20'000;
  for (int block = 0; block < blocks; ++block) {
    const std::vector<PlannedTrial> trials = plan_block(plan, shape, block, 7);
    ++first[plan.cells[trials.front().cell].kernel];
    const auto lead = std::find_if(trials.begin(), trials.end(), [&](const PlannedTrial& trial) {
      return plan.cells[trial.cell].kernel == "concat";
    });
    ++leads[lead->cell + (lead->twin ? 1000U : 0U)];
  }
  ASSERT_EQ(first.size(), 3U);
  for (const auto& [kernel, times] : first) EXPECT_NEAR(times, blocks / 3.0, 4 * 66.7) << kernel;
  ASSERT_EQ(leads.size(), 10U);
  for (const auto& [trial, times] : leads) EXPECT_NEAR(times, blocks / 10.0, 4 * 42.4) << trial;
}

// A recorded block: the order must not depend on the compiler, the library or the day, since a store
// continues it.
TEST(Blocks, TheOrderIsTheSameEverywhere) {
  const Plan plan = plan_of(0, false, 2);
  const std::vector<PlannedTrial> trials = plan_block(plan, shape_block(plan, each_taking(plan, 0.2)), 3, 42);
  std::string order;
  for (const PlannedTrial& trial : trials) order += std::to_string(trial.cell) + (trial.twin ? "t " : " ");
  EXPECT_EQ(order, "13 14 9 8t 10 15 8 11 9t 12 0 2 4 3 5 1t 6 1 0t 7 ");
  EXPECT_EQ(trials.front().seed, 16924269321283128727ULL);
}

TEST(BlockShape, ShortComparisonsAreNotParted) {
  const Plan plan = plan_of(0, false, 2);  // 10 trials a comparison
  EXPECT_EQ(shape_block(plan, each_taking(plan, 6.0)).comparisons[0].sub_blocks, 1);
  EXPECT_EQ(shape_block(plan, each_taking(plan, 0)).comparisons[0].sub_blocks, 1);
}

TEST(BlockShape, LongComparisonsArePartedByTimeAndNeverBelowTwoGroups) {
  const Plan plan =
      plan_of(4, false, 2);  // 12 layout × allocator: 11 groups of 2 trials, baseline and twin 4
  const auto parts = [&](double seconds) {
    return shape_block(plan, each_taking(plan, seconds)).comparisons[0].sub_blocks;
  };
  EXPECT_EQ(parts(60.0 / 26), 1);
  EXPECT_EQ(parts(2.4), 2);  // 52.8 s of groups into 60 − 9.6
  EXPECT_EQ(parts(5), 3);    // 110 s into 40
  EXPECT_EQ(parts(7), 5);    // 154 s into 32
  EXPECT_EQ(parts(10), 5);   // 220 s into 20 would be 11
  EXPECT_EQ(parts(100), 5);  // no room at all
}

TEST(BlockShape, TheTimeOfABlockCountsTwinsAndRepeats) {
  const Plan plan = plan_of(0, false, 2);
  const std::vector<Prediction> quick = each_taking(plan, 0.5);
  EXPECT_DOUBLE_EQ(block_seconds(shape_block(plan, quick), quick), 2 * 10 * 0.5);
  const std::vector<Prediction> slow = each_taking(plan_of(4, false, 2), 5);
  EXPECT_DOUBLE_EQ(block_seconds(shape_block(plan_of(4, false, 2), slow), slow), 2 * (22 + 3 * 4) * 5.0);
}

}  // namespace
}  // namespace allocscale
