// Factors become cells: each level asked for, the baseline's first, and what this machine lacks left out
// aloud.
#include "harness/plan/factor_levels.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "harness/model/factor.hpp"
#include "harness/model/law_levels.hpp"
#include "harness/plan/blocks.hpp"
#include "harness/plan/dry_run.hpp"
#include "harness/plan/expand.hpp"
#include "harness/plan/resolve.hpp"
#include "harness/plan/spec.hpp"
#include "tests/unit/plan/samples.hpp"

namespace allocscale {
namespace {

using Lines = std::vector<std::string>;

Experiment with_levels(const FactorLevels& levels) {
  Experiment experiment = sample_experiment();
  experiment.layouts = {"boxed"};
  experiment.allocators = {"glibc", "mimalloc"};
  experiment.workers = {{false, 1}, {false, 2}};
  experiment.levels = levels;
  return experiment;
}

Plan expanded(const Experiment& experiment, int nodes = 1) {
  return expand(experiment, sample_catalog(), sample_topology(1, nodes, 2, 1));
}

// Written for every factor of the table: one that is added later is held to it as well.
TEST(FactorLevels, EveryFactorVariesReadsBackAndIsNamed) {
  for (const Factor& factor : factors()) {
    std::string spec =
        "question = \"?\"\n[factors]\nkernels = \"concat\"\nlayouts = \"boxed\"\n"
        "allocators = \"glibc\"\nsizes = 5\nworkers = 1\n" +
        std::string(factor.name) + " = [";
    for (const FactorLevel& level : factor.levels) spec += "\"" + std::string(level.name) + "\", ";
    spec += "]\n";
    if (factor.name == "sibling_rate") spec += "siblings = \"fault\"\n";  // for self there is no rate
    spec += "[baseline]\nlayout = \"boxed\"\nallocator = \"glibc\"\n";
    Catalog catalog = sample_catalog();
    for (Runner& runner : catalog.runners) runner.huge_page_knob = "A=b";
    const Plan plan = expand(parse_experiment(spec, "x.toml"), catalog, sample_topology(1, 2, 2, 1));
    ASSERT_EQ(plan.cells.size(), factor.levels.size()) << factor.name;
    std::set<std::string> keys;
    for (std::size_t i = 0; i < plan.cells.size(); ++i) {
      EXPECT_EQ(level_of(factor, plan.cells[i]), factor.levels[i].name);
      keys.insert(cell_key(plan.cells[i]));
    }
    EXPECT_EQ(keys.size(), factor.levels.size()) << "a cell's key tells the levels apart";
    EXPECT_EQ(varying_factors(plan.cells), Lines{std::string(factor.name)});
    EXPECT_EQ(plan.comparisons.at(0).baseline_cells.size(), 1U);
    EXPECT_TRUE(plan.notes.size() == 1U) << "1 worker only";
  }
}

TEST(FactorLevels, OneAtATimeIsTheBaselineAndEachOtherLevelAlone) {
  Experiment experiment = with_levels(
      {{"start", {"exec", "fork", "thread"}}, {"history", {"raised", "fresh"}}, {"stack", {"large"}}});
  experiment.baseline.levels = {{"history", "fresh"}};
  experiment.combination = Combination::one_at_a_time;
  std::vector<Cell> expected(4);
  for (Cell& cell : expected) cell.stack = StackSize::large;
  expected[1].start = StartMethod::fork;
  expected[2].start = StartMethod::thread;
  expected[3].history = History::raised;
  EXPECT_EQ(resolve_factors(experiment, sample_topology(1, 1, 2, 1)).settings, expected);
}

std::set<std::string> settings_of(const Plan& plan, const std::string& kernel) {
  std::set<std::string> seen;
  for (const Cell& cell : plan.cells)
    if (cell.kernel == kernel)
      seen.insert(cell.layout + " " + cell.allocator + (cell.start == StartMethod::fork ? " fork" : ""));
  return seen;
}

// What is changed alone is not crossed with layouts and arms either, nor done to the controls.
TEST(FactorLevels, OneAtATimeIsUnderTheBaselinesLayoutWithoutAnArm) {
  Experiment experiment = with_levels({{"start", {"exec", "fork"}}});
  experiment.layouts = {"boxed", "contiguous"};
  experiment.allocators = {"glibc", "glibc:retain"};
  experiment.controls = {"compute", "concat"};
  experiment.combination = Combination::one_at_a_time;
  Catalog catalog = sample_catalog();
  catalog.runners.push_back(catalog.runners.front());
  catalog.runners.back().allocator = "glibc:retain";
  const Plan plan = expand(experiment, catalog, sample_topology(1, 1, 2, 1));
  EXPECT_EQ(settings_of(plan, "concat"),
            (std::set<std::string>{"boxed glibc", "boxed glibc fork", "boxed glibc:retain",
                                   "contiguous glibc", "contiguous glibc:retain"}))
      << "asked for, so that it is no control";
  EXPECT_EQ(settings_of(plan, "compute"), std::set<std::string>{"none glibc"});
  experiment.vary_under = {"contiguous"};
  std::set<std::string> under_both = settings_of(plan, "concat");
  under_both.insert("contiguous glibc fork");
  EXPECT_EQ(settings_of(expand(experiment, catalog, sample_topology(1, 1, 2, 1)), "concat"), under_both);
  experiment.combination = Combination::crossed;
  EXPECT_EQ(settings_of(expand(experiment, catalog, sample_topology(1, 1, 2, 1)), "concat").size(), 8U);
}

// A replayed layout asks no allocator, whose arm would change nothing but the addresses.
TEST(FactorLevels, OneAtATimeHasNoArmUnderAReplayedLayout) {
  Experiment experiment = with_levels({});
  experiment.layouts = {"boxed", "contiguous"};
  experiment.allocators = {"glibc", "glibc:retain"};
  experiment.combination = Combination::one_at_a_time;
  Catalog catalog = sample_catalog();
  for (KernelOffer& kernel : catalog.runners.front().kernels) kernel.layouts[1].facts.rehearsed = true;
  catalog.runners.push_back(catalog.runners.front());
  catalog.runners.back().allocator = "glibc:retain";
  EXPECT_EQ(settings_of(expand(experiment, catalog, sample_topology(1, 1, 2, 1)), "concat"),
            (std::set<std::string>{"boxed glibc", "boxed glibc:retain", "contiguous glibc"}));
}

TEST(FactorLevels, OnlySiblingsThatDoWhatTheKernelDoesKeepToItsRate) {
  const Experiment experiment =
      with_levels({{"siblings", {"self", "idle", "compute", "fault", "copy", "stream"}},
                   {"sibling_rate", {"full", "matched"}}});
  std::vector<Siblings> matched;
  const ResolvedFactors resolved = resolve_factors(experiment, sample_topology(1, 1, 2, 1));
  for (const Cell& setting : resolved.settings)
    if (setting.sibling_rate == SiblingRate::matched) matched.push_back(setting.siblings);
  EXPECT_EQ(matched, (std::vector<Siblings>{Siblings::fault, Siblings::copy, Siblings::stream}));
  EXPECT_EQ(resolved.settings.size(), 6U + 3U) << "no setting twice";
}

TEST(FactorLevels, SiblingsAreProcesses) {
  const Plan plan = expanded(with_levels({{"siblings", {"self", "fault"}}, {"start", {"exec", "thread"}}}));
  EXPECT_EQ(plan.cells.size(), 2U * 2 * 3);  // allocators, workers, settings
  ASSERT_EQ(plan.notes.size(), 1U);
  EXPECT_NE(plan.notes[0].find("siblings with another start than exec"), std::string::npos);
}

TEST(FactorLevels, TheDefaultIsInNoKey) {
  EXPECT_EQ(cell_key(Cell{"concat", "boxed", "glibc", 5, 1, 2}),
            "kernel=concat layout=boxed allocator=glibc size=5 workers=1 placement=scatter iterations=2");
  Cell cell{"concat", "boxed", "glibc", 5, 1, 2};
  cell.start = StartMethod::fork;
  cell.history = History::raised;
  EXPECT_EQ(cell_key(cell),
            "kernel=concat layout=boxed allocator=glibc size=5 workers=1 "
            "placement=scatter iterations=2 start=fork history=raised");
}

TEST(FactorLevels, TheBaselineIsOneSettingAndItsTwinToo) {
  Experiment experiment = with_levels({{"start", {"exec", "fork"}}, {"placement", {"compact", "scatter"}}});
  experiment.baseline.levels = {{"start", "fork"}};
  const Plan plan = expanded(experiment);
  EXPECT_EQ(plan.cells.size(), 2U * 2 * 2 * 2);  // allocators, start, placement, workers
  EXPECT_EQ(plan.baseline_levels,
            (std::map<std::string, std::string>{{"placement", "compact"}, {"start", "fork"}}));
  const Comparison& comparison = plan.comparisons.at(0);
  ASSERT_EQ(comparison.baseline_cells.size(), 2U);
  for (const std::size_t cell : comparison.baseline_cells) {
    EXPECT_EQ(plan.cells[cell].start, StartMethod::fork);
    EXPECT_EQ(plan.cells[cell].placement, Placement::compact);
    EXPECT_EQ(plan.cells[cell].allocator, "glibc");
  }
  const std::vector<Prediction> predictions(plan.cells.size(), Prediction{0.1, 1});
  const BlockShape shape = shape_block(plan, predictions);
  EXPECT_EQ(shape.comparisons.at(0).groups.size(), 7U);
  EXPECT_EQ(plan_block(plan, shape, 0, 1).size(), 16U + 2);
}

TEST(FactorLevels, OneNodeHasNothingToInterleave) {
  const Plan one = expanded(with_levels({{"numa", {"local", "interleaved"}}}));
  EXPECT_EQ(one.cells.size(), 4U);
  EXPECT_EQ(one.notes, (Lines{"numa interleaved was left out: this machine has one memory node"}));
  EXPECT_EQ(expanded(with_levels({{"numa", {"local", "interleaved"}}}), 4).cells.size(), 8U);
  EXPECT_EQ(numa_nodes(sample_topology(2, 2, 2, 1)), (std::vector<int>{0, 1, 2, 3}));
  EXPECT_EQ(request_error([] {
              (void)expanded(with_levels({{"numa", {"interleaved"}}}));
            }),
            "sample: numa interleaved, the baseline's, cannot be run: this machine has one memory node");
}

TEST(FactorLevels, HugePagesAreAskedOfAllocatorsThatCan) {
  Catalog catalog = sample_catalog();
  catalog.runners[0].huge_page_knob = "GLIBC_TUNABLES=x";
  const Plan plan =
      expand(with_levels({{"huge_pages", {"system", "always"}}}), catalog, sample_topology(1, 1, 2, 1));
  EXPECT_EQ(plan.cells.size(), 6U);
  EXPECT_EQ(
      plan.notes,
      (Lines{
          "left out: mimalloc with huge_pages always: this build knows no knob by which it asks for them"}));
}

TEST(FactorLevels, AReplayIsNoThread) {
  Catalog catalog = sample_catalog();
  for (Runner& runner : catalog.runners)
    for (KernelOffer& kernel : runner.kernels) kernel.layouts[1].facts.rehearsed = true;  // contiguous
  Experiment experiment = with_levels({{"start", {"exec", "fork", "thread"}}});
  experiment.layouts = {"boxed", "contiguous"};
  const Plan plan = expand(experiment, catalog, sample_topology(1, 1, 2, 1));
  EXPECT_EQ(plan.cells.size(), 2U * 2U * (3U + 2U))
      << "workers, allocators, boxed by three and contiguous by two";
  EXPECT_EQ(plan.notes, (Lines{"left out: contiguous with start thread: what it "
                               "replays are the addresses of one worker's process"}));
}

TEST(FactorLevels, TheDryRunShowsWhatVaries) {
  const Experiment experiment = with_levels({{"start", {"exec", "thread"}}, {"history", {"raised"}}});
  const Plan plan = expanded(experiment);
  const std::vector<Prediction> predictions(plan.cells.size(), Prediction{0.1, 1});
  const std::string text =
      render(dry_run(experiment, plan, shape_block(plan, predictions), predictions, 1'000'000));
  EXPECT_NE(text.find("kernel  layout  allocator  start "), std::string::npos) << text;
  EXPECT_NE(text.find("concat  boxed   mimalloc   thread"), std::string::npos) << text;
  EXPECT_EQ(text.find("raised"), std::string::npos) << text;
}

std::vector<int> scaling_on(int cpus) {
  std::vector<std::string> notes;
  return resolve_workers({{false, 1, true}}, sample_topology(1, 1, cpus, 1), notes);
}

TEST(FactorLevels, ScalingGoesBeyondTheCpus) {
  EXPECT_EQ(scaling_on(1), (std::vector<int>{1, 2, 3}));
  EXPECT_EQ(scaling_on(2), (std::vector<int>{1, 2, 3, 4}));
  EXPECT_EQ(scaling_on(4), (std::vector<int>{1, 2, 4, 6, 8}));
  EXPECT_EQ(scaling_on(5), (std::vector<int>{1, 2, 4, 5, 8, 10}));
  EXPECT_EQ(scaling_on(64), (std::vector<int>{1, 2, 4, 8, 16, 32, 64, 96, 128}));
}

TEST(FactorLevels, ScalingHasTheLevelsThatALawNeeds) {
  EXPECT_EQ(scaling_on(6), (std::vector<int>{1, 2, 3, 4, 5, 6, 9, 12}));
  EXPECT_EQ(scaling_on(7), (std::vector<int>{1, 2, 3, 4, 5, 7, 11, 14}));
  EXPECT_EQ(scaling_on(8), (std::vector<int>{1, 2, 3, 4, 6, 8, 12, 16}));
  EXPECT_EQ(scaling_on(16), (std::vector<int>{1, 2, 4, 8, 12, 16, 24, 32}));
  EXPECT_EQ(scaling_on(32), (std::vector<int>{1, 2, 4, 8, 16, 32, 48, 64}));
  for (int cpus = levels_for_law; cpus <= 130; ++cpus) {
    const std::vector<int> all = scaling_on(cpus);
    const auto within = std::count_if(all.begin(), all.end(), [cpus](int level) { return level <= cpus; });
    EXPECT_GE(within, levels_for_law) << cpus;
    EXPECT_EQ(static_cast<std::ptrdiff_t>(all.size()) - within, 2) << cpus;
  }
}

}  // namespace
}  // namespace allocscale
