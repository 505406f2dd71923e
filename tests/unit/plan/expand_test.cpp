// An experiment over a catalog and a topology gives exactly the cells one would write by hand.
#include "harness/plan/expand.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "harness/plan/resolve.hpp"
#include "harness/plan/spec.hpp"
#include "tests/unit/plan/samples.hpp"

namespace allocscale {
namespace {

using Lines = std::vector<std::string>;

Plan expanded(const Experiment& experiment) {
  return expand(experiment, sample_catalog(), sample_topology(1, 1, 4, 1));
}

// "kernel layout allocator size workers iterations" of each cell.
Lines lines(const Plan& plan) {
  Lines all;
  for (const Cell& c : plan.cells)
    all.push_back(c.kernel + " " + c.layout + " " + c.allocator + " " + std::to_string(c.size) + " " +
                  std::to_string(c.workers) + " " + std::to_string(c.iterations));
  return all;
}

TEST(Expand, EveryCombinationOnce) {
  const Plan plan = expanded(sample_experiment());
  EXPECT_EQ(lines(plan),
            (Lines{"concat boxed glibc 10000 1 4", "concat boxed glibc 10000 4 4",
                   "concat boxed mimalloc 10000 1 4", "concat boxed mimalloc 10000 4 4",
                   "concat contiguous glibc 10000 1 4", "concat contiguous glibc 10000 4 4",
                   "concat contiguous mimalloc 10000 1 4", "concat contiguous mimalloc 10000 4 4"}));
  ASSERT_EQ(plan.comparisons.size(), 1U);
  EXPECT_EQ(plan.comparisons[0].kernel, "concat");
  EXPECT_EQ(plan.comparisons[0].size, 10'000U);
  EXPECT_EQ(plan.comparisons[0].cells, (std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6, 7}));
  EXPECT_EQ(plan.comparisons[0].baseline_cells, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(plan.workers, (std::vector<int>{1, 4}));
  EXPECT_TRUE(plan.notes.empty());
}

TEST(Expand, ControlsRunUnderNoneAndAreComparedThere) {
  Experiment experiment = sample_experiment();
  experiment.kernels = {"compute", "concat"};
  const Plan plan = expanded(experiment);
  ASSERT_EQ(plan.comparisons.size(), 2U);
  EXPECT_EQ(plan.comparisons[0].baseline, (Baseline{"none", "glibc"}));
  EXPECT_EQ(plan.comparisons[0].cells.size(), 4U);
  EXPECT_EQ(plan.cells[plan.comparisons[0].baseline_cells.at(1)],
            (Cell{"compute", "none", "glibc", 500, 4, 4}));
  EXPECT_EQ(plan.comparisons[1].baseline, (Baseline{"boxed", "glibc"}));
  EXPECT_TRUE(plan.notes.empty());
}

// `make experiment` builds only what it runs, so that other runners may be older than a layout.
TEST(Expand, AnotherAllocatorsOlderRunnerDoesNotHideALayout) {
  Catalog catalog = sample_catalog();
  for (KernelOffer& kernel : catalog.runners.front().kernels)
    kernel.layouts.erase(kernel.layouts.begin() + 1);  // contiguous
  Experiment experiment = sample_experiment();
  experiment.baseline.allocator = "mimalloc";
  experiment.allocators = {"mimalloc"};
  const Plan plan = expand(experiment, catalog, sample_topology(1, 1, 4, 1));
  EXPECT_EQ(lines(plan),
            (Lines{"concat boxed mimalloc 10000 1 4", "concat boxed mimalloc 10000 4 4",
                   "concat contiguous mimalloc 10000 1 4", "concat contiguous mimalloc 10000 4 4"}));
}

// What a control says of the machine is no question of how long the others' lists are.
TEST(Expand, ControlsKeepTheirOwnSize) {
  Experiment experiment = sample_experiment();
  experiment.controls = {"compute", "copy"};
  experiment.sizes = {{"", 100}, {"", 200}};
  experiment.kernel_sizes["copy"] = {{"", 300}};
  std::map<std::string, std::set<std::uint64_t>> sizes;
  for (const Cell& cell : expanded(experiment).cells) sizes[cell.kernel].insert(cell.size);
  EXPECT_EQ(sizes, (std::map<std::string, std::set<std::uint64_t>>{
                       {"compute", {500}}, {"concat", {100, 200}}, {"copy", {300}}}));
  experiment.kernels.push_back("compute");
  EXPECT_EQ(resolve_sizes(experiment, sample_catalog().runners[0].kernels[0]).size(), 2U) << "asked for";
}

// A control runs without arms, but not without what the others are compared with.
TEST(Expand, ABaselineThatIsAnArmIsKeptForControls) {
  Experiment experiment = sample_experiment();
  experiment.controls = {"compute"};
  experiment.allocators = {"glibc", "mimalloc"};
  experiment.baseline.allocator = "mimalloc:retain";
  experiment.allocators.push_back("mimalloc:retain");
  Catalog catalog = sample_catalog();
  catalog.unbuilt["mimalloc:retain"] = "no such arm here";
  std::set<std::string> allocators;
  for (const Cell& cell : expand(experiment, catalog, sample_topology(1, 1, 4, 1)).cells)
    if (cell.kernel == "compute") allocators.insert(cell.allocator);
  EXPECT_EQ(allocators, (std::set<std::string>{"glibc", "mimalloc", "mimalloc:retain"}));
}

TEST(Expand, AllMeansWhatIsSupported) {
  Experiment experiment = sample_experiment();
  experiment.kernels = experiment.layouts = experiment.allocators = {"*"};
  experiment.workers = {{false, 1}};
  const Plan plan = expanded(experiment);
  Lines kernels;
  for (const Comparison& comparison : plan.comparisons)
    kernels.push_back(comparison.kernel + " " + std::to_string(comparison.cells.size()));
  // glibc, jemalloc (skipped later) and mimalloc, under 1, 2, 2, 1 and 1 layouts.
  EXPECT_EQ(kernels, (Lines{"compute 3", "concat 6", "copy 6", "dict 3", "sleep 3"}));
  EXPECT_EQ(plan.missing_runners,
            (std::map<std::string, std::string>{{"jemalloc", "libjemalloc-dev is not installed"}}));
}

TEST(Expand, WhatWasNamedAndIsLeftOutIsNoted) {
  Experiment experiment = sample_experiment();
  experiment.kernels = {"dict"};
  experiment.sizes = {{"", 100}};
  const Plan plan = expanded(experiment);
  EXPECT_EQ(plan.notes, (Lines{"dict under contiguous was left out: a table has no values of its own"}));
  EXPECT_EQ(plan.cells.size(), 4U);
  experiment.layouts = {"*"};
  EXPECT_TRUE(expanded(experiment).notes.empty());
}

TEST(Expand, NothingLeftIsAnError) {
  Experiment experiment = sample_experiment();
  experiment.kernels = {"dict"};
  experiment.layouts = {"contiguous"};
  EXPECT_EQ(
      request_error([&] { (void)expanded(experiment); }),
      "sample: nothing to run: none of its kernels runs under any of its layouts (dict under contiguous was "
      "left out: a table has no values of its own)");
}

TEST(Expand, TheBaselineIsAddedOnce) {
  Experiment experiment = sample_experiment();
  experiment.layouts = {"contiguous"};
  experiment.allocators = {"mimalloc"};
  experiment.workers = {{false, 2}};
  const Plan plan = expanded(experiment);
  EXPECT_EQ(lines(plan),
            (Lines{"concat boxed glibc 10000 1 4", "concat boxed glibc 10000 2 4",
                   "concat contiguous mimalloc 10000 1 4", "concat contiguous mimalloc 10000 2 4"}));
  EXPECT_EQ(plan.comparisons[0].baseline_cells, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(plan.notes, (Lines{"1 worker was added: a slowdown is measured against one alone"}));
}

TEST(Expand, AKernelWithoutTheBaselinesLayoutHasItsOwn) {
  Catalog catalog = sample_catalog();
  for (Runner& runner : catalog.runners) runner.kernels[1].layouts[0].unsupported = "too slow";
  const Plan plan = expand(sample_experiment(), catalog, sample_topology(1, 1, 4, 1));
  EXPECT_EQ(plan.comparisons[0].baseline, (Baseline{"contiguous", "glibc"}));
  EXPECT_EQ(plan.notes, (Lines{"concat under boxed was left out: too slow",
                               "concat does not run under boxed: it is compared with contiguous"}));
}

TEST(Expand, AnAllocatorWithoutARunnerStays) {
  Experiment experiment = sample_experiment();
  experiment.allocators = {"glibc", "jemalloc"};
  const Plan plan = expanded(experiment);
  EXPECT_EQ(plan.cells.size(), 8U);
  EXPECT_EQ(plan.missing_runners.at("jemalloc"), "libjemalloc-dev is not installed");
  EXPECT_EQ(plan.notes, (Lines{"jemalloc will be skipped: libjemalloc-dev is not installed"}));
}

TEST(Expand, WorkersAreMergedAndBounded) {
  const auto levels = [](const std::vector<WorkersLevel>& asked, const Topology& topology) {
    Experiment experiment = sample_experiment();
    experiment.workers = asked;
    return expand(experiment, sample_catalog(), topology).workers;
  };
  Topology topology = sample_topology(1, 1, 4, 1);
  EXPECT_EQ(levels({{true, 1}, {false, 2}, {false, 4}, {false, 1}}, topology), (std::vector<int>{1, 2, 4}));
  EXPECT_EQ(levels({{false, 9}, {false, 1}}, topology), (std::vector<int>{1, 9}));
  topology.capacity = 3;  // a cgroup quota
  EXPECT_EQ(levels({{true, 1}}, topology), (std::vector<int>{1, 3}));
  topology.capacity = 100;
  EXPECT_EQ(levels({{true, 1}}, topology), (std::vector<int>{1, 4}));
  EXPECT_EQ(levels({{true, 1}}, sample_topology(1, 1, 1, 1)), (std::vector<int>{1}));
}

TEST(Expand, SizesAreTheKernelsOwn) {
  Experiment experiment = sample_experiment();
  experiment.kernels = {"concat", "copy"};
  experiment.sizes = {{"paper", 0}, {"", 80'000}};
  experiment.kernel_sizes = {{"copy", {{"small", 0}, {"", 7}}}};
  std::vector<std::pair<std::string, std::uint64_t>> sizes;
  for (const Comparison& comparison : expanded(experiment).comparisons)
    sizes.emplace_back(comparison.kernel, comparison.size);
  EXPECT_EQ(sizes, (std::vector<std::pair<std::string, std::uint64_t>>{
                       {"concat", 80'000}, {"copy", 500'000}, {"copy", 7}}));
}

TEST(Expand, IterationsFollowTheEstimand) {
  const auto iterations = [](const std::string& kernel, const SizeLevel& size, Estimand estimand,
                             std::optional<int> asked) {
    Experiment experiment = sample_experiment();
    experiment.kernels = {kernel};
    experiment.sizes = {size};
    experiment.estimand = estimand;
    experiment.iterations = asked;
    return expanded(experiment).cells[0].iterations;
  };
  EXPECT_EQ(iterations("concat", {"small", 0}, Estimand::settled, {}), 4);
  EXPECT_EQ(iterations("sleep", {"small", 0}, Estimand::settled, {}), 4);
  EXPECT_EQ(iterations("sleep", {"small", 0}, Estimand::cold, {}), 1);
  EXPECT_EQ(iterations("concat", {"paper", 0}, Estimand::cold, {}), 1);
  EXPECT_EQ(iterations("concat", {"", 5}, Estimand::cold, {}), 1);
  EXPECT_EQ(iterations("concat", {"", 5}, Estimand::settled, {}), 4);
  EXPECT_EQ(iterations("concat", {"small", 0}, Estimand::settled, 9), 9);
  EXPECT_EQ(iterations("concat", {"small", 0}, Estimand::cold, 1), 1);
}

// The names stand where the comments of the spec format say; the catalog is asked much later.
std::string spec_error(const std::string& kernels, const std::string& layouts, const std::string& allocators,
                       const std::string& sizes, const std::string& rest) {
  const std::string text = "question = \"?\"\n[factors]\nkernels = " + kernels + "\nlayouts = " + layouts +
                           "\nallocators = " + allocators + "\nsizes = " + sizes + "\nworkers = 1\n" + rest;
  return request_error([&] { (void)expanded(parse_experiment(text, "dir/x.toml")); });
}

TEST(Expand, ErrorsPointIntoTheSpec) {
  const std::string base = "[baseline]\nlayout = \"boxed\"\nallocator = \"glibc\"\n";
  EXPECT_EQ(spec_error(R"(["copy", "concta"])", R"("all")", R"("all")", "5", base),
            "dir/x.toml:3:20: unknown kernel 'concta'; did you mean 'concat'?");
  EXPECT_EQ(spec_error(R"("all")", R"("boxedd")", R"("all")", "5", base),
            "dir/x.toml:4:11: unknown layout 'boxedd'; did you mean 'boxed'?");
  EXPECT_EQ(spec_error(R"("all")", R"("all")", R"(["jemaloc"])", "5", base),
            "dir/x.toml:5:15: unknown allocator 'jemaloc'; did you mean 'jemalloc'?");
  EXPECT_EQ(spec_error(R"("all")", R"("all")", R"("all")", "5", "[baseline]\nlayout='x'\nallocator='glibc'"),
            "dir/x.toml:9:8: unknown layout 'x'; valid: boxed, contiguous, none");
  EXPECT_EQ(
      spec_error(R"("all")", R"("all")", R"("all")", "5", "[baseline]\nlayout='boxed'\nallocator='glib'"),
      "dir/x.toml:10:11: unknown allocator 'glib'; did you mean 'glibc'?");
  EXPECT_EQ(spec_error(R"("all")", R"("all")", R"("all")", "5", base + "[sizes]\nconcatt = 3"),
            "dir/x.toml:12:1: unknown kernel 'concatt'; did you mean 'concat'?");
}

TEST(Expand, SizeErrorsPointIntoTheSpec) {
  const std::string base = "[baseline]\nlayout = \"boxed\"\nallocator = \"glibc\"\n";
  EXPECT_EQ(spec_error(R"("concat")", R"("all")", R"("all")", "[5, 200_000_001]", base),
            "dir/x.toml:6:13: size 200,000,001 is above 200,000,000, the largest of kernel 'concat'");
  EXPECT_EQ(spec_error(R"("concat")", R"("all")", R"("all")", "5", base + "[sizes]\nconcat = 900_000_000"),
            "dir/x.toml:12:10: size 900,000,000 is above 200,000,000, the largest of kernel 'concat'");
  EXPECT_EQ(spec_error(R"("dict")", R"("all")", R"("all")", R"("paper")", base),
            "dir/x.toml:6:9: kernel 'dict' has no size 'paper'; give a number of elements");
  EXPECT_EQ(spec_error(R"("concat")", R"("all")", R"("all")", "5", base + "[measure]\niterations = 1"),
            "dir/x.toml:12:14: 1 iteration is the cold one, and none repeats it; "
            "expected 3 or more, or estimand = \"cold\"");
}

TEST(Expand, AnEmptyCatalogIsASetUpFault) {
  EXPECT_THROW((void)expand(sample_experiment(), Catalog{}, sample_topology(1, 1, 2, 1)), SetupError);
}

}  // namespace
}  // namespace allocscale
