// Options change the experiment; nonsense is refused by the option's name.
#include "harness/plan/choices.hpp"

#include <gtest/gtest.h>

#include "harness/plan/expand.hpp"
#include "harness/plan/levels.hpp"
#include "tests/unit/plan/samples.hpp"

namespace allocscale {
namespace {

using Names = std::vector<std::string>;

TEST(Levels, ListsAreRead) {
  EXPECT_EQ(parse_names("--kernel", "concat, copy"), (Names{"concat", "copy"}));
  EXPECT_EQ(parse_names("--kernel", "all"), (Names{"*"}));
  EXPECT_EQ(parse_workers("1,2,4"), (std::vector<WorkersLevel>{{false, 1}, {false, 2}, {false, 4}}));
  EXPECT_EQ(parse_workers("max"), (std::vector<WorkersLevel>{{true, 1}}));
  EXPECT_EQ(parse_sizes("small"), (std::vector<SizeLevel>{{"small", 0}}));
  EXPECT_EQ(parse_sizes("40000,80_000,paper"),
            (std::vector<SizeLevel>{{"", 40'000}, {"", 80'000}, {"paper", 0}}));
  EXPECT_EQ(parse_workers("scaling"), (std::vector<WorkersLevel>{{false, 1, true}}));
  for (const Factor& factor : factors())
    for (const std::string& level : level_words(factor)) EXPECT_EQ(parse_levels(factor, level), Names{level});
  EXPECT_EQ(parse_levels(find_factor("start"), "exec, thread"), (Names{"exec", "thread"}));
}

TEST(Levels, NonsenseIsRefused) {
  const auto workers = [](const char* text) { return request_error([=] { (void)parse_workers(text); }); };
  const auto sizes = [](const char* text) { return request_error([=] { (void)parse_sizes(text); }); };
  EXPECT_EQ(workers("0"), "--workers: '0' is no number of workers; expected 1 to 4096, max or scaling");
  EXPECT_EQ(workers("1,-2"), "--workers: '-2' is no number of workers; expected 1 to 4096, max or scaling");
  EXPECT_EQ(workers("4097"), "--workers: '4097' is no number of workers; expected 1 to 4096, max or scaling");
  EXPECT_EQ(workers("99999999999999999999"),
            "--workers: '99999999999999999999' is no number of workers; expected 1 to 4096, max or scaling");
  EXPECT_EQ(workers("1,,2"), "--workers: an empty word in '1,,2'; expected words separated by commas");
  EXPECT_EQ(workers(""), "--workers: an empty word in ''; expected words separated by commas");
  EXPECT_EQ(
      sizes("0"),
      "--size: '0' is no number of elements; expected 1 to 1,000,000,000,000, such as 80_000 or 2M; or small or paper");
  EXPECT_EQ(
      sizes("-5"),
      "--size: '-5' is no number of elements; expected 1 to 1,000,000,000,000, such as 80_000 or 2M; or small or paper");
  EXPECT_EQ(
      sizes("1000000000001"),
      "--size: '1000000000001' is no number of elements; expected 1 to 1,000,000,000,000, such as 80_000 or 2M; or small or paper");
  EXPECT_EQ(sizes("papper"), "--size: unknown size 'papper'; did you mean 'paper'?; or a number of elements");
  EXPECT_EQ(request_error([] { (void)parse_levels(find_factor("placement"), "scater"); }),
            "--placement: unknown placement 'scater'; did you mean 'scatter'?");
  EXPECT_EQ(
      request_error([] { (void)parse_levels(find_factor("history"), "fresh,inherited"); }),
      "--history: unknown history 'inherited'; inherited is a kernel, whose task makes the list and then "
      "forks: --kernel inherited");
  EXPECT_EQ(request_error([] { (void)parse_names("--alloc", "glibc,all"); }),
            "--alloc: 'all' stands alone, not in a list 'glibc,all'");
}

TEST(Choices, NoneChangesNothing) {
  Experiment experiment = sample_experiment();
  apply({}, experiment);
  EXPECT_EQ(experiment.allocators, sample_experiment().allocators);
  EXPECT_EQ(experiment.blocks, 20);
  EXPECT_EQ(experiment.budget_seconds, std::nullopt);
}

TEST(Choices, TheBaselinesAllocatorStays) {
  const auto with = [](const Names& asked) {
    Experiment experiment = sample_experiment();
    Choices choices;
    choices.allocators = asked;
    apply(choices, experiment);
    return experiment.allocators;
  };
  EXPECT_EQ(with({"jemalloc"}), (Names{"glibc", "jemalloc"}));
  EXPECT_EQ(with({"mimalloc", "glibc"}), (Names{"mimalloc", "glibc"}));
  EXPECT_EQ(with({"*"}), (Names{"*"}));
}

TEST(Choices, TheBaselineIsChosenAndKept) {
  Experiment experiment = sample_experiment();
  Choices choices;
  choices.baseline = parse_baseline("ghost/mine:eager");
  choices.allocators = Names{"glibc", "mine:eager=/path/lib.so"};
  choices.layouts = Names{"boxed"};
  apply(choices, experiment);
  EXPECT_EQ(experiment.baseline, (Baseline{"ghost", "mine:eager"}));
  EXPECT_EQ(experiment.layouts, (Names{"ghost", "boxed"}));
  EXPECT_EQ(experiment.allocators, *choices.allocators);
  choices.allocators.reset();
  choices.baseline = parse_baseline("boxed/jemalloc");
  experiment = sample_experiment();
  apply(choices, experiment);
  EXPECT_EQ(experiment.allocators.front(), "jemalloc");
}

TEST(Choices, AWrongBaselineIsRefusedByTheOptionsName) {
  for (const char* text : {"boxed", "boxed/", "/glibc", "a/b/c", "boxed/*"})
    EXPECT_EQ(request_error([=] { (void)parse_baseline(text); }),
              std::string("--baseline: '") + text +
                  "' is no baseline; expected a layout and an allocator, e.g. contiguous/mimalloc");
  const auto refused = [](const char* text) {
    Experiment experiment = sample_experiment();
    Choices choices;
    choices.baseline = parse_baseline(text);
    apply(choices, experiment);
    return request_error([&] { (void)expand(experiment, sample_catalog(), sample_topology(1, 1, 4, 1)); });
  };
  EXPECT_EQ(refused("boxd/glibc"), "--baseline: unknown layout 'boxd'; did you mean 'boxed'?");
  EXPECT_EQ(refused("boxed/glibcc"), "--baseline: unknown allocator 'glibcc'; did you mean 'glibc'?");
}

TEST(Choices, EveryOneOverrides) {
  Experiment experiment = sample_experiment();
  experiment.controls = {"compute"};
  experiment.kernel_sizes = {{"copy", {{"paper", 0}}}, {"compute", {{"", 1000}}}};
  Choices choices;
  choices.kernels = Names{"copy"};
  choices.layouts = Names{"contiguous"};
  choices.workers = parse_workers("1,3");
  choices.sizes = parse_sizes("5000");
  choices.levels = {{"placement", {"compact"}}, {"numa", {"local", "interleaved"}}};
  choices.blocks = 6;
  choices.iterations = 5;
  choices.design = Design::separate;
  choices.budget_seconds = 12;
  apply(choices, experiment);
  EXPECT_EQ(experiment.kernels, (Names{"copy"}));
  EXPECT_EQ(experiment.layouts, (Names{"contiguous"}));
  EXPECT_EQ(experiment.workers, (std::vector<WorkersLevel>{{false, 1}, {false, 3}}));
  EXPECT_EQ(experiment.sizes, (std::vector<SizeLevel>{{"", 5000}}));
  EXPECT_EQ(experiment.kernel_sizes,
            (std::map<std::string, std::vector<SizeLevel>>{{"compute", {{"", 1000}}}}))
      << "a control keeps the size that the spec gives it";
  EXPECT_EQ(experiment.levels, choices.levels);
  EXPECT_EQ(experiment.blocks, 6);
  EXPECT_EQ(experiment.iterations, 5);
  EXPECT_EQ(experiment.design, Design::separate);
  EXPECT_EQ(experiment.budget_seconds, 12.0);
}

TEST(Choices, PrecisionIsAPercentageAndAllowsMoreBlocks) {
  EXPECT_DOUBLE_EQ(parse_precision("2%"), 0.02);
  EXPECT_DOUBLE_EQ(parse_precision("0.5 %"), 0.005);
  for (const char* wrong : {"", "2", "0.02", "%", "-1%", "0%", "101%", "nan%", "2%%"})
    EXPECT_EQ(request_error([=] { (void)parse_precision(wrong); }),
              std::string("--precision: '") + wrong + "' is no precision; expected e.g. 2% or 0.5%");
  Choices choices;
  choices.precision = 0.02;
  Experiment experiment;
  apply(choices, experiment);
  EXPECT_EQ(experiment.blocks, 100);
  choices.blocks = 40;
  apply(choices, experiment);
  EXPECT_EQ(experiment.blocks, 40);
}

TEST(Choices, OutOfBoundsIsRefused) {
  Experiment experiment = sample_experiment();
  Choices no_blocks;
  no_blocks.blocks = 0;
  EXPECT_EQ(request_error([&] { apply(no_blocks, experiment); }),
            "--blocks: 0 is out of bounds; expected a whole number from 1 to 100000");
  Choices many_iterations;
  many_iterations.iterations = 1001;
  EXPECT_EQ(request_error([&] { apply(many_iterations, experiment); }),
            "--iterations: 1001 is out of bounds; expected a whole number from 1 to 1000");
}

std::string expand_error(const Choices& choices) {
  Experiment experiment = sample_experiment();
  experiment.marks = {{"kernel", "concta", "sample.toml:3:12"}, {"size", "300000000", "sample.toml:6:9"}};
  apply(choices, experiment);
  return request_error([&] { (void)expand(experiment, sample_catalog(), sample_topology(1, 1, 2, 1)); });
}

TEST(Choices, ADesignIsOneOfTwoWords) {
  EXPECT_EQ(parse_design("paired"), Design::paired);
  EXPECT_EQ(parse_design("separate"), Design::separate);
  EXPECT_EQ(request_error([] { (void)parse_design("pared"); }),
            "--design: 'pared' is no design; expected separate or paired");
}

TEST(Choices, APairedDesignThatCannotBeIsRefused) {
  Choices few;
  few.design = Design::paired;
  few.iterations = 3;
  EXPECT_EQ(expand_error(few),
            "--iterations: a paired trial has 4 iterations or more, two of them before its pairs");
  Experiment cold = sample_experiment();
  cold.estimand = Estimand::cold;
  Choices paired;
  paired.design = Design::paired;
  apply(paired, cold);
  EXPECT_EQ(request_error([&] { (void)expand(cold, sample_catalog(), sample_topology(1, 1, 2, 1)); }),
            "--design: a process is cold once only, so that cold times cannot be paired; expected design = "
            "\"separate\"");
}

TEST(Choices, WhatTheMachineLacksIsBlamedOnTheOption) {
  Choices kernel;
  kernel.kernels = Names{"concta"};
  EXPECT_EQ(expand_error(kernel), "--kernel: unknown kernel 'concta'; did you mean 'concat'?");
  Choices layout;
  layout.layouts = Names{"boxd"};
  EXPECT_EQ(expand_error(layout), "--layout: unknown layout 'boxd'; did you mean 'boxed'?");
  Choices allocator;
  allocator.allocators = Names{"mimaloc"};
  EXPECT_EQ(expand_error(allocator), "--alloc: unknown allocator 'mimaloc'; did you mean 'mimalloc'?");
  Choices size;
  size.sizes = parse_sizes("300000000");
  EXPECT_EQ(expand_error(size),
            "--size: size 300,000,000 is above 200,000,000, the largest of kernel 'concat'");
  Choices iterations;
  iterations.iterations = 1;
  EXPECT_EQ(
      expand_error(iterations),
      "--iterations: 1 iteration is the cold one, and none repeats it; expected 3 or more, or estimand = \"cold\"");
}

}  // namespace
}  // namespace allocscale
