// What `describe` says of a part, word for word.
#include "harness/report/part_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace allocscale {
namespace {

KernelOffer made_up_kernel() {
  KernelOffer kernel;
  kernel.name = "weave";
  kernel.question = "What does weaving cost?";
  kernel.facts.kind = KernelKind::list;
  kernel.small = 1000;
  kernel.paper = 40'000;
  kernel.largest = 1'000'000;
  kernel.small_iterations = 2;
  LayoutOffer plaited;
  plaited.name = "plaited";
  plaited.question = "What if it is plaited?";
  LayoutOffer frayed;
  frayed.name = "frayed";
  frayed.question = "What if it frays?";
  frayed.unsupported = "nothing holds";
  kernel.layouts = {plaited, frayed};
  return kernel;
}

Runner made_up_runner() {
  Runner runner;
  runner.allocator = "made";
  runner.description = "A made-up allocator.";
  runner.version = "5.3";
  runner.library_path = "/lib/libmade.so";
  runner.library_hash = "cc";
  runner.owner = "libmade.so";
  runner.path = "/made/runner";
  ArmOffer retain;
  retain.name = "retain";
  retain.keeps_memory = true;
  retain.environment = {"KEEP=1", "TRIM=0"};
  retain.proof_bytes = 8 << 20;
  retain.proof_block_bytes = 32 << 10;
  ArmOffer other;
  other.name = "eager";
  other.why_not = "it has no knob for that";
  runner.arms = {retain, other};
  return runner;
}

TEST(PartText, AKernelAsksForTheLayoutsThatItSupportsOnly) {
  std::vector<std::string> asked;
  const std::string text = kernel_text(made_up_kernel(), [&](const LayoutOffer& layout) {
    asked.push_back(layout.name);
    Demand demand{2 << 20, 0.25};
    demand.work = DeclaredWork{
        .operations = 12'000, .logical_bytes = 8 << 10, .element_allocations = 1000, .buffer_allocations = 3};
    return demand;
  });
  EXPECT_EQ(asked, std::vector<std::string>{"plaited"});
  EXPECT_EQ(text,
            "  question    What does weaving cost?\n"
            "  kind        list\n"
            "  sizes       small 1,000 (2 iterations a trial), paper 40,000, at most 1,000,000 elements\n"
            "  under       plaited: What if it is plaited?\n"
            "  of 1,000    elements:\n"
            "  memory      2.00 MiB a worker, predicted\n"
            "  time        250 ms an iteration alone, predicted\n"
            "  work        12,000 operations, 8.00 KiB of buffers moved, 1,000 elements and 3 buffers "
            "allocated\n"
            "  not under   frayed: nothing holds\n");
}

TEST(PartText, UndeclaredWorkHasNoLine) {
  EXPECT_EQ(demand_text({2 << 20, 0.25}),
            "  memory      2.00 MiB a worker, predicted\n"
            "  time        250 ms an iteration alone, predicted\n");
}

TEST(PartText, ALayoutNamesItsKernelsAndWhyOthersRefuseIt) {
  KernelOffer other = made_up_kernel();
  other.name = "knit";
  KernelOffer third = made_up_kernel();
  third.name = "sew";
  third.layouts.pop_back();
  const std::vector<KernelOffer> kernels = {made_up_kernel(), other, third};
  EXPECT_EQ(layout_text(kernels, "plaited"),
            "  question    What if it is plaited?\n"
            "  run by      weave, knit, sew\n");
  EXPECT_EQ(layout_text(kernels, "frayed"),
            "  question    What if it frays?\n"
            "  run by      \n"
            "  not by      weave: nothing holds\n"
            "  not by      knit: nothing holds\n");
}

TEST(PartText, AnArmSaysItsKnobsAndWhetherItActs) {
  const Runner runner = made_up_runner();
  EXPECT_EQ(arm_text(runner, runner.arms[0], ""),
            "  what        made with freed memory kept\n"
            "  knobs       KEEP=1 TRIM=0\n"
            "  here        seen to act on version 5.3, at 8.00 MiB in blocks of 32.0 KiB\n");
  EXPECT_EQ(arm_text(runner, runner.arms[1], runner.arms[1].why_not),
            "  what        made with freed memory given back at once\n"
            "  knobs       none\n"
            "  here        not offered: it has no knob for that\n");
}

TEST(PartText, AnAllocatorHasALineForEachArm) {
  EXPECT_EQ(allocator_text(made_up_runner(), [](const ArmOffer& arm) { return arm.why_not; }),
            "  what        A made-up allocator.\n"
            "  version     5.3\n"
            "  library     /lib/libmade.so\n"
            "  hash        cc\n"
            "  proof       malloc and its family must belong to libmade.so\n"
            "  runner      /made/runner\n"
            "  arm         made:retain: KEEP=1 TRIM=0; seen to act on version 5.3, at 8.00 MiB in blocks of "
            "32.0 KiB\n"
            "  arm         made:eager: not offered: it has no knob for that\n");
}

TEST(PartText, AnExperimentSaysItsQuestionAndItsComparison) {
  Experiment experiment;
  experiment.question = "Does it scale?";
  experiment.baseline = {"plaited", "made"};
  experiment.margin = 0.03;
  EXPECT_EQ(experiment_text("a.toml", experiment, "the cells\n"),
            "  file        a.toml\n"
            "\n"
            "Does it scale?\n"
            "\n"
            "  baseline    plaited made\n"
            "  estimand    settled iterations\n"
            "  design      separate\n"
            "  margin      3 % counts as equivalent\n"
            "\n"
            "the cells\n");
}

TEST(PartText, AMetricIsCountedHereOrIsNoPerfEvent) {
  MetricInfo metric = worker_metrics.front();
  metric.meaning = "stitches";
  metric.unit = "count";
  const std::string always =
      "  meaning     stitches\n"
      "  unit        count\n"
      "  one per     worker\n"
      "  absent      where the machine does not offer it: NULL in the store, never 0\n";
  EXPECT_EQ(metric_text(metric, "worker", std::nullopt), always);
  EXPECT_EQ(metric_text(metric, "worker", "counted"), always + "  here        counted\n");
}

TEST(PartText, AFactorMarksItsDefault) {
  const std::string text = factor_text(find_factor("start"));
  EXPECT_NE(text.find("--start LEVEL,…, or start = [\"LEVEL\", …] in a spec's [factors]\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("  level       "), std::string::npos);
  EXPECT_EQ(text.find("(the default)"), text.rfind("(the default)"));
}

}  // namespace
}  // namespace allocscale
