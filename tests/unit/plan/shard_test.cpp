// Shards have whole comparisons, each once, whatever the machine has; controls stand beside what they have.
#include "harness/plan/shard.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "harness/base/contains.hpp"
#include "harness/plan/expand.hpp"
#include "tests/unit/plan/samples.hpp"

namespace allocscale {
namespace {

bool is_compute(const std::string& kernel) { return kernel == "compute"; }

std::int64_t declared(const Cell& cell) {
  return static_cast<std::int64_t>(cell.size) * (cell.kernel == "copy" ? 7 : 100);
}

// Kernels × sizes: as many comparisons.
Experiment experiment_of(int kernels, int sizes, bool control) {
  Experiment experiment = sample_experiment();
  const std::vector<std::string> names = {"concat", "copy", "dict"};
  experiment.kernels.assign(names.begin(), names.begin() + kernels);
  experiment.sizes.clear();
  for (int i = 0; i < sizes; ++i)
    experiment.sizes.push_back({"", static_cast<std::uint64_t>(1000 * (i + 1))});
  if (control) experiment.controls = {"compute"};
  return experiment;
}

Experiment any_experiment() {
  return experiment_of(*rc::gen::inRange(1, 4), *rc::gen::inRange(1, 6), *rc::gen::arbitrary<bool>());
}

Plan plan_of(const Experiment& experiment, int cores = 2) {
  return expand(experiment, sample_catalog(), sample_topology(1, 1, cores, 1));
}

Split split_of(const Plan& plan, const Experiment& experiment, int count, int replicas = 1) {
  return split_plan(plan, experiment, is_compute, declared, {1, count, replicas, ""});
}

// The cells of every shard as texts, with how often each is there; the baseline's marked.
std::map<std::string, int> cells_of(const Plan& plan) {
  std::map<std::string, int> cells;
  for (const Comparison& comparison : plan.comparisons)
    for (const std::size_t cell : comparison.cells)
      ++cells[cell_key(plan.cells[cell]) + (contains(comparison.baseline_cells, cell) ? " baseline" : "") +
              (design_of(plan, cell) == Design::paired ? " paired" : "")];
  return cells;
}

RC_GTEST_PROP(Shards, TheirUnionIsTheExperimentAndEachComparisonIsInAsManyAsAsked, ()) {
  Experiment experiment = any_experiment();
  if (*rc::gen::arbitrary<bool>()) {
    experiment.design = Design::paired;
    experiment.iterations = 4;
  }
  const Plan plan = plan_of(experiment);
  const int count = *rc::gen::inRange(1, static_cast<int>(plan.comparisons.size()) + 4);
  const int replicas = *rc::gen::inRange(1, count + 1);
  const Split split = split_of(plan, experiment, count, replicas);
  std::map<std::string, int> found;
  for (int number = 1; number <= count; ++number) {
    const Plan part = take_shard(plan, split, {number, count, replicas, ""});
    bool own = false, control = false;
    for (const Comparison& comparison : part.comparisons)
      (is_compute(comparison.kernel) ? control : own) = true;
    RC_ASSERT(control == (own && !experiment.controls.empty()));
    RC_ASSERT(part.workers == plan.workers);
    for (const auto& [cell, times] : cells_of(part)) {
      RC_ASSERT(times == 1);
      if (cell.find("kernel=compute") == std::string::npos) ++found[cell];
    }
  }
  for (const auto& [cell, times] : cells_of(plan))
    if (cell.find("kernel=compute") == std::string::npos) {
      RC_ASSERT(found[cell] == replicas);
      found.erase(cell);
    }
  RC_ASSERT(found.empty());
}

RC_GTEST_PROP(Shards, NoShardHasMoreThanTheLeastAndOneComparisonMore, ()) {
  const Experiment experiment = any_experiment();
  const Plan plan = plan_of(experiment);
  const int count = *rc::gen::inRange(1, 8);
  const Split split = split_of(plan, experiment, count);
  std::vector<std::int64_t> loads(static_cast<std::size_t>(count));
  std::int64_t largest = 0;
  for (std::size_t i = 0; i < plan.comparisons.size(); ++i) {
    const Comparison& comparison = plan.comparisons[i];
    std::set<std::string> layouts;
    for (const std::size_t cell : comparison.cells) layouts.insert(plan.cells[cell].layout);
    const Cell& cell = plan.cells[comparison.baseline_cells.front()];
    const std::int64_t weight = declared(cell) * cell.iterations * static_cast<std::int64_t>(layouts.size());
    for (const int number : split.shards[i]) {
      loads[static_cast<std::size_t>(number - 1)] += weight;
      largest = std::max(largest, weight);
    }
  }
  RC_ASSERT(*std::max_element(loads.begin(), loads.end()) <=
            *std::min_element(loads.begin(), loads.end()) + largest);
}

// The names of the comparisons with their shards.
std::map<std::string, std::vector<int>> dealt(const Plan& plan, const Split& split) {
  std::map<std::string, std::vector<int>> shards;
  for (std::size_t i = 0; i < plan.comparisons.size(); ++i)
    shards[task_name(plan.comparisons[i].kernel, plan.comparisons[i].size)] = split.shards[i];
  return shards;
}

RC_GTEST_PROP(Shards, MachinesThatDifferInCpusAndAllocatorsSplitAlike, ()) {
  Experiment experiment = any_experiment();
  experiment.allocators = {"glibc", "mimalloc", "jemalloc"};
  experiment.workers = {{.scaling = true}};
  const int count = *rc::gen::inRange(1, 8);
  const Plan here = plan_of(experiment, 2);
  Catalog bare = sample_catalog();
  std::erase_if(bare.runners, [](const Runner& runner) { return runner.allocator == "mimalloc"; });
  bare.unbuilt["mimalloc"] = "it is not installed";
  const Plan there = expand(experiment, bare, sample_topology(2, 1, 8, 2));
  RC_ASSERT(dealt(here, split_of(here, experiment, count)) ==
            dealt(there, split_of(there, experiment, count)));
  RC_ASSERT(split_of(here, experiment, count).hash == split_of(there, experiment, count).hash);
}

TEST(Shards, ThoseOfAFidelityPairStayTogetherAndControlsAloneAreDealt) {
  Experiment experiment = experiment_of(3, 2, false);
  experiment.fidelity.push_back({"concat", "boxed", 1000, 1, "dict", "", "", {}});
  const Plan plan = plan_of(experiment);
  const auto shards = dealt(plan, split_of(plan, experiment, 6));
  std::set<std::vector<int>> of_pair, of_others;
  for (const auto& [name, numbers] : shards) (name.starts_with("copy") ? of_others : of_pair).insert(numbers);
  EXPECT_EQ(of_pair.size(), 1U);
  EXPECT_EQ(of_others.size(), 2U);

  Experiment controls = sample_experiment();
  controls.kernels = {"compute"};
  const Plan alone = plan_of(controls);
  EXPECT_EQ(split_of(alone, controls, 3).shards, (std::vector<std::vector<int>>{{1}}));
}

TEST(Shards, AnotherSetOfComparisonsIsAnotherSplit) {
  const Experiment three = experiment_of(3, 1, false), two = experiment_of(2, 1, false);
  EXPECT_NE(split_of(plan_of(three), three, 2).hash, split_of(plan_of(two), two, 2).hash);
}

TEST(Shards, AShardWithoutAComparisonIsEmpty) {
  const Experiment experiment = experiment_of(2, 1, true);
  const Plan plan = plan_of(experiment);
  const Split split = split_of(plan, experiment, 3);
  EXPECT_EQ(dealt_comparisons(split), 2);
  const Plan part = take_shard(plan, split, {3, 3, 1, ""});
  EXPECT_TRUE(part.cells.empty() && part.comparisons.empty());
}

TEST(Shards, AreReadAndRefused) {
  EXPECT_EQ(parse_shard("3/8", 2), (Shard{3, 8, 2, ""}));
  EXPECT_EQ(shard_text(parse_shard("1/1")), "1/1");
  for (const char* wrong : {"", "3", "/", "3/", "/8", "0/8", "9/8", "-1/8", "3/8/2", "3 /8", "3/8x", "1.5/8",
                            "1/100001", "99999999999/99999999999", "\x1b[31m1/2"})
    EXPECT_NE(request_error([&] { (void)parse_shard(wrong); }).find("--shard"), std::string::npos) << wrong;
  EXPECT_NE(request_error([] { (void)parse_shard("1/2", 3); }).find("--replicate 3"), std::string::npos);
}

}  // namespace
}  // namespace allocscale
