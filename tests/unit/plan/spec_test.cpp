// A spec file's text becomes the Experiment it describes.
#include "harness/plan/spec.hpp"

#include <gtest/gtest.h>

#include "harness/model/allocator_name.hpp"
#include "tests/unit/plan/samples.hpp"

namespace allocscale {
namespace {

TEST(Spec, EveryKeyIsRead) {
  const Experiment e = parse_experiment(R"(question = """
Does it scale?
"""
[factors]
kernels = ["concat", "copy"]
layouts = "boxed"
allocators = "all"
sizes = ["small", 40_000]
workers = [1, 2, "max"]
combine = "one-at-a-time"
vary_under = ["contiguous"]
placement = "no-smt"
start = ["exec", "fork"]
[sizes]
copy = ["paper", 100_000_000]
[baseline]
layout = "boxed"
allocator = "glibc"
start = "fork"
[measure]
estimand = "cold"
design = "separate"
iterations = 3
blocks = 30
margin = 0.05
budget = "3m"
deadline = "90s"
)",
                                        "some/folder/mine.toml");
  EXPECT_EQ(e.name, "mine");
  EXPECT_EQ(e.question, "Does it scale?");
  EXPECT_EQ(e.kernels, (std::vector<std::string>{"concat", "copy"}));
  EXPECT_EQ(e.layouts, (std::vector<std::string>{"boxed"}));
  EXPECT_EQ(e.allocators, (std::vector<std::string>{"*"}));
  EXPECT_EQ(e.sizes, (std::vector<SizeLevel>{{"small", 0}, {"", 40'000}}));
  EXPECT_EQ(e.workers, (std::vector<WorkersLevel>{{false, 1}, {false, 2}, {true, 1}}));
  EXPECT_EQ(e.combination, Combination::one_at_a_time);
  EXPECT_EQ(e.vary_under, (std::vector<std::string>{"contiguous"}));
  EXPECT_EQ(e.levels, (FactorLevels{{"placement", {"no-smt"}}, {"start", {"exec", "fork"}}}));
  ASSERT_EQ(e.kernel_sizes.count("copy"), 1U);
  EXPECT_EQ(e.kernel_sizes.at("copy"), (std::vector<SizeLevel>{{"paper", 0}, {"", 100'000'000}}));
  EXPECT_EQ(e.baseline, (Baseline{"boxed", "glibc", {{"start", "fork"}}}));
  EXPECT_EQ(e.estimand, Estimand::cold);
  EXPECT_EQ(e.design, Design::separate);
  EXPECT_EQ(e.iterations, 3);
  EXPECT_EQ(e.blocks, 30);
  EXPECT_DOUBLE_EQ(e.margin, 0.05);
  EXPECT_EQ(e.budget_seconds, 180.0);
  EXPECT_EQ(e.deadline_seconds, 90.0);
}

TEST(Spec, MeasureMayBeLeftOut) {
  const Experiment e = parse_experiment(R"(question = "?"
factors = {kernels = "all", layouts = "all", allocators = "glibc", sizes = 7, workers = "max"}
baseline = {layout = "boxed", allocator = "glibc"}
)",
                                        "short.toml");
  EXPECT_TRUE(e.levels.empty());
  EXPECT_EQ(e.estimand, Estimand::settled);
  EXPECT_EQ(e.design, std::nullopt);
  EXPECT_EQ(e.iterations, std::nullopt);
  EXPECT_EQ(e.blocks, 20);
  EXPECT_DOUBLE_EQ(e.margin, 0.03);
  EXPECT_EQ(e.budget_seconds, std::nullopt);
  EXPECT_EQ(e.deadline_seconds, std::nullopt);
  EXPECT_TRUE(e.kernel_sizes.empty());
}

TEST(Spec, AControlMayHaveSizesOfItsOwn) {
  const Experiment e = parse_experiment(R"(question = "?"
factors = {kernels = ["copy"], controls = ["compute"], layouts = "all", allocators = "glibc", sizes = 7, workers = 2}
sizes = {compute = [1_000], copy = "paper"}
baseline = {layout = "boxed", allocator = "glibc"}
)",
                                        "sized.toml");
  EXPECT_EQ(e.kernel_sizes.at("compute"), (std::vector<SizeLevel>{{"", 1000}}));
  EXPECT_EQ(e.kernel_sizes.at("copy"), (std::vector<SizeLevel>{{"paper", 0}}));
}

TEST(Spec, AFileThatIsNotThereIsNamed) {
  EXPECT_EQ(request_error([] { (void)read_experiment("/nowhere/x.toml"); }),
            "/nowhere/x.toml: cannot be read; expected a spec file");
}

TEST(Spec, AnAllocatorMayBeOneUnderVariables) {
  const Experiment e = parse_experiment(R"(question = "?"
[factors]
kernels = "concat"
layouts = "boxed"
allocators = ["glibc", {name = "bg", base = "jemalloc", env = {MALLOC_CONF = "a:1,b:2", X = "+Y=1"}}]
sizes = "small"
workers = 1
[baseline]
layout = "boxed"
allocator = "glibc"
)",
                                        "mine.toml");
  ASSERT_EQ(e.allocators.size(), 2U);
  const KnobLevel level = parse_knob_level(e.allocators[1]);
  EXPECT_EQ(level.name, "bg");
  EXPECT_EQ(level.base, "jemalloc");
  EXPECT_EQ(level.variables, (std::vector<std::string>{"MALLOC_CONF=a:1,b:2", "X=+Y=1"}));
}

}  // namespace
}  // namespace allocscale
