// Whatever is combined in an experiment: is its baseline in the plan or refused with a reason, and has no
// message of the plan a hole?
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "harness/model/factor.hpp"
#include "harness/plan/expand.hpp"
#include "tests/unit/plan/holes.hpp"
#include "tests/unit/plan/samples.hpp"

namespace allocscale {
namespace {

using Names = std::vector<std::string>;

Catalog catalog_with_arms() {
  Catalog catalog = sample_catalog();
  for (const std::string arm : {"glibc:retain", "mimalloc:retain"}) {
    catalog.runners.push_back(*find_runner(catalog, arm.substr(0, arm.find(':'))));
    catalog.runners.back().allocator = arm;
  }
  catalog.unbuilt["jemalloc:eager"] = "no such arm here";
  return catalog;
}

// No factor; each level of each factor alone; all levels of each factor.
std::vector<FactorLevels> level_sets() {
  std::vector<FactorLevels> sets = {{}};
  for (const Factor& factor : factors()) {
    const std::string name(factor.name);
    Names all;
    for (const FactorLevel& level : factor.levels) {
      all.emplace_back(level.name);
      sets.push_back({{name, {std::string(level.name)}}});
    }
    sets.push_back({{name, all}});
  }
  sets.push_back({{"start", {"fork"}}, {"siblings", {"compute"}}});
  return sets;
}

// What the plan says, or why there is none; and that its comparisons have their baselines.
Names messages(const Experiment& experiment, const Catalog& catalog, const Topology& topology) {
  try {
    const Plan plan = expand(experiment, catalog, topology);
    for (const Comparison& comparison : plan.comparisons)
      EXPECT_EQ(comparison.baseline_cells.size(), plan.workers.size()) << comparison.kernel;
    return plan.notes;
  } catch (const RequestError& refused) {
    return {refused.what()};
  }
}

TEST(PlanMessages, HaveNoHolesAndNoBaselineIsFilteredAway) {
  const Catalog catalog = catalog_with_arms();
  const Topology topology = sample_topology(1, 1, 2, 1);
  const std::vector<FactorLevels> levels = level_sets();
  Experiment experiment = sample_experiment();
  std::size_t said = 0;
  const auto check = [&] {
    for (const std::string& message : messages(experiment, catalog, topology)) {
      ++said;
      ASSERT_FALSE(has_hole(message)) << message;
    }
  };
  for (const Names& kernels : {Names{"concat"}, Names{"dict", "compute"}})
    for (const Names& controls : {Names{}, Names{"compute"}})
      for (const Names& layouts : {Names{"boxed"}, Names{"contiguous", "none"}})
        for (const Names& allocators : {Names{"glibc", "glibc:retain"}, Names{"mimalloc"}, Names{"jemalloc"}})
          for (const char* const layout : {"boxed", "none"})
            for (const char* const allocator : {"glibc", "glibc:retain", "jemalloc:eager"})
              for (const FactorLevels& set : levels)
                for (const Combination combination : {Combination::crossed, Combination::one_at_a_time}) {
                  experiment.kernels = kernels;
                  experiment.controls = controls;
                  experiment.layouts = layouts;
                  experiment.allocators = allocators;
                  experiment.baseline = {layout, allocator};
                  experiment.levels = set;
                  experiment.combination = combination;
                  check();
                  if (HasFatalFailure()) return;
                }
  EXPECT_GT(said, 1000U);
}

TEST(PlanMessages, ABaselineThatCannotBeRunSaysWhy) {
  Experiment experiment = sample_experiment();
  experiment.levels = {{"huge_pages", {"always"}}};
  const auto refused = [&experiment] {
    return request_error([&] { (void)expand(experiment, sample_catalog(), sample_topology(1, 1, 2, 1)); });
  };
  EXPECT_EQ(
      refused(),
      "sample: the baseline, boxed glibc, cannot be run: glibc with huge_pages always: this build knows no "
      "knob by which it asks for them");
  experiment.levels["start"] = {"fork", "exec"};
  EXPECT_EQ(
      refused(),
      "sample: the baseline, boxed glibc with start fork, cannot be run: glibc with huge_pages always: this "
      "build knows no knob by which it asks for them");
  experiment.allocators = {"mimalloc"};  // the baseline is added, and refused all the same
  EXPECT_NE(refused(), "no RequestError");
}

TEST(PlanMessages, AHoleIsSeen) {
  EXPECT_TRUE(has_hole("quick: the baseline, none glibc:retain with , cannot be run: "));
  EXPECT_TRUE(has_hole(""));
  EXPECT_TRUE(has_hole("unknown kernel 'x'; valid: "));
  EXPECT_TRUE(has_hole("left out ()"));
  EXPECT_FALSE(has_hole("--event: '' is no event"));
  EXPECT_FALSE(has_hole("quick: the baseline, none glibc, cannot be run: it is missing"));
}

}  // namespace
}  // namespace allocscale
