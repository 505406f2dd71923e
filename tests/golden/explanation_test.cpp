// Is the screen still the one last approved, does it fit, and does it never claim more than the ledgers?
#include "harness/report/explanation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <span>

#include "harness/base/text_file.hpp"
#include "harness/report/attribution_json.hpp"
#include "harness/report/attribution_words.hpp"
#include "harness/report/characters.hpp"
#include "harness/report/closing.hpp"
#include "harness/selftest/planted_dataset.hpp"
#include "tests/golden/golden.hpp"
#include "tests/unit/attribution/ordinary_experiment.hpp"

namespace allocscale {
namespace {

PlantedExperiment costing() {
  PlantedExperiment experiment;
  experiment.planted.fault_cost = 70;
  experiment.seed = 2;
  return experiment;
}

Attribution attributed(const PlantedExperiment& experiment) {
  return attribute(planted_dataset_of(experiment)).at(0);
}

std::string explained(const PlantedExperiment& experiment, const TerminalStyle& style = {}) {
  return explanation(attributed(experiment), style);
}

TEST(Explanation, OfALoss) { expect_golden("explain-loss.txt", explained(ordinary())); }

// The golden file, which the tests above keep as the program prints it.
TEST(Explanation, TheDocumentShowsTheScreenAsItIs) {
  const std::string tests = EXPECTED_FOLDER;
  const auto document = read_text(tests + "/../../../docs/explain.md");
  const auto screen = read_text(tests + "/explain-loss.txt");
  ASSERT_TRUE(document && screen);
  EXPECT_NE(document->find("```\n" + *screen + "```\n"), std::string::npos) << "docs/explain.md";
}

TEST(Explanation, OfACostWithoutALoss) { expect_golden("explain-cost.txt", explained(costing())); }

TEST(Explanation, WithoutReplayInAscii) {
  PlantedExperiment experiment = ordinary();
  experiment.with_replay = false;
  expect_golden("explain-ascii.txt", explained(experiment, {100, false, false}));
}

TEST(Explanation, IsOneScreen) {
  EXPECT_LE(lines_of(explained(ordinary())).size(), 52U);
  EXPECT_LE(lines_of(explained(costing())).size(), 45U);
}

TEST(Explanation, NoLineIsWiderThanTheTerminal) {
  for (const int columns : {60, 80, 100, 120})
    for (const std::string_view line : lines_of(explained(ordinary(), {columns, false, true})))
      ASSERT_LE(display_width(line), static_cast<std::size_t>(columns)) << line;
}

TEST(Explanation, WithoutALossOnlyTheCostIsShown) {
  const std::string text = explained(costing(), {200, false, true});
  EXPECT_NE(text.find("no loss to attribute here (the times are the same within "), std::string::npos);
  EXPECT_EQ(text.find("loss, what goes with"), std::string::npos);
  EXPECT_NE(text.find("cost, what goes with"), std::string::npos);
}

TEST(Explanation, OfAFailedCheckSaysThatTheRemovalIsNotUsed) {
  PlantedExperiment experiment = ordinary();
  experiment.retain_works = false;
  const std::string text = explained(experiment);
  EXPECT_NE(text.find("FAILED: glibc:retain: minor faults"), std::string::npos);
  EXPECT_NE(text.find("page-fault path: not removable by itself"), std::string::npos);
  for (const std::string& sentence : closing_sentences(attributed(experiment)))
    EXPECT_EQ(sentence.find("keep freed memory"), std::string::npos);
}

TEST(Explanation, OfOneBlockCallsNothingUnremovableThatWasRemoved) {
  PlantedExperiment experiment = ordinary();
  experiment.blocks = 1;
  EXPECT_EQ(explained(experiment).find("not removable"), std::string::npos) << explained(experiment);
}

TEST(Explanation, OfValuesDoesNotAskForTheirCounts) {
  Attribution why = attributed(ordinary());
  why.subject.layout = "contiguous";
  why.not_there = {Suspect::reference_counts};
  why.replay_reading = Interval{0.2, 0.1, 0.3};
  const std::string text = explanation(why, {});
  EXPECT_NE(text.find("reference-count writes: there is none in contiguous"), std::string::npos) << text;
  EXPECT_NE(text.find("reads its addresses in +0.2 (+0.1 to +0.3) points"), std::string::npos) << text;
}

TEST(Explanation, TellsWhatTheCpuCountedWhereItCounted) {
  Attribution why = attributed(ordinary());
  EXPECT_EQ(explanation(why, {}).find("counted per"), std::string::npos);
  why.counted = {{PhaseMetric::instructions, "instructions", true, 12.34, 12.35, {1, 0.99, 1.01}},
                 {PhaseMetric::cycles, "cycles", true, 1234, 2468, {2, 1.9, 2.1}},
                 {PhaseMetric::llc_misses, "last-level misses", true, 0.104, 0.312, {3, 2.5, 3.5}}};
  const std::string text = explanation(why, {400, false, true});
  EXPECT_NE(
      text.find(
          "counted per operation: instructions 12.3 alone, 12.3 together (1.00×, 0.99–1.01); cycles 1,234 "
          "alone, 2,468 together (2.00×, 1.90–2.10); last-level misses 0.104 alone, 0.312 together (3.00×, "
          "2.50–3.50); the same work takes more cycles together, beside more misses\n"),
      std::string::npos)
      << text;
  for (const std::string_view line : lines_of(explanation(why, {60, false, true})))
    EXPECT_LE(display_width(line), 60U) << line;
  EXPECT_NE(attribution_json(std::span(&why, 1)).find("\"per\": \"operation\""), std::string::npos);
}

TEST(Explanation, OfAFewBlocksGivesNoVerdict) {
  for (const int blocks : {1, 2, 6}) {
    PlantedExperiment experiment = ordinary();
    experiment.blocks = blocks;
    const std::string text = explained(experiment);
    EXPECT_EQ(text.find(" cause "), std::string::npos);
    EXPECT_FALSE(attribution_json(std::vector{attributed(experiment)}).empty());
  }
}

// What of the traffic is known is said, and that it is a lower bound where a part is not.
TEST(Explanation, TheTrafficIsToldByItsParts) {
  Attribution why = attributed(ordinary());
  BandwidthEvidence& evidence = why.bandwidth_evidence;
  evidence.traffic_over_roof = MeasuredRatio{{1.06, 1.04, 1.08}, 20};
  evidence.traffic = Traffic{128 << 20, 768 << 20, 0};
  EXPECT_EQ(
      bandwidth_text(why),
      "whether memory bandwidth binds it cannot be told: its traffic (128 MiB of lists, 768 MiB of "
      "elements, 0 B of zeroed pages) is 1.1 (1 to 1.1) of the roof; not measured: streaming siblings at the "
      "kernel's rate, a smaller --size, which stays in the cache");
  evidence.traffic_over_roof = MeasuredRatio{{0.15, 0.14, 0.16}, 20};
  evidence.traffic->elements.reset();
  EXPECT_NE(
      bandwidth_text(why).find("(128 MiB of lists, its elements' not declared, 0 B of zeroed pages) is at "
                               "least 0.15 (0.14 to 0.16) of the roof"),
      std::string::npos)
      << bandwidth_text(why);
  evidence.traffic = Traffic{1 << 20, 2 << 20, std::nullopt, true};
  EXPECT_NE(
      bandwidth_text(why).find("(1.00 MiB of lists, 2.00 MiB of elements, which stay in the cache, zeroed "
                               "pages of unknown size) is at least"),
      std::string::npos)
      << bandwidth_text(why);
}

TEST(Explanation, WhyAnArmsPageFaultsAreNotRemovableIsSaid) {
  Attribution why = attributed(ordinary());
  why.subject.allocator = "glibc:retain";
  why.removal.not_removable = {Suspect::page_faults};
  EXPECT_NE(
      explanation(why, {200, false, true})
          .find("page-fault path: not removable by itself: glibc:retain is an arm, and glibc itself was not "
                "measured"),
      std::string::npos);
  EXPECT_NE(
      closing_sentences(why).back().find("page-fault path by itself (not removable here: glibc:retain is"),
      std::string::npos)
      << closing_sentences(why).back();
}

// Scales every time of the trials of this layout and allocator: a fifth of the launches alone and half of
// them together are slow, ten times as long as the others.
Dataset of_two_kinds(const PlantedExperiment& experiment, const std::string& layout,
                     const std::string& allocator) {
  Dataset dataset = planted_dataset_of(experiment);
  for (StoredTrial& trial : dataset.trials) {
    const Cell& cell = dataset.run.cells[trial.planned.cell];
    const bool slow = trial.planned.block % (cell.workers == 1 ? 5 : 2) == 0;
    if (cell.layout != layout || cell.allocator != allocator || !slow) continue;
    for (WorkerResult& worker : trial.result.workers)
      for (Sample& sample : worker.samples)
        for (const PhaseMetric metric : {PhaseMetric::wall_ns, PhaseMetric::cpu_ns})
          *sample.readings[metric] *= 10;
  }
  return dataset;
}

// No launch takes the mean, so none is given: no time, no loss, no cost, and no verdict of them.
TEST(Explanation, OfLaunchesOfTwoKindsGivesBothAndNoMean) {
  const Attribution why = attribute(of_two_kinds(ordinary(), "boxed", "glibc")).at(0);
  ASSERT_TRUE(why.launches.of_two_kinds());
  EXPECT_NEAR(why.launches.alone->low, 100e6, 3e6);
  EXPECT_NEAR(why.launches.alone->high, 1000e6, 30e6);
  EXPECT_DOUBLE_EQ(why.launches.alone->low_share(), 0.8);
  EXPECT_DOUBLE_EQ(why.launches.together->low_share(), 0.5);
  const std::string text = explanation(why, {400, false, true});
  EXPECT_NE(
      text.find("launches: of two kinds, alone 100 ms in 80 %, 984 ms in 20 % of 40 trials; with 2 workers "),
      std::string::npos)
      << text;
  EXPECT_NE(text.find("no launch has the mean of both, so no mean, loss or verdict is given"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("- glibc:retain: alone 72."), std::string::npos) << text;
  EXPECT_NE(text.find("The launches of boxed concat of 20,000 with glibc are of two kinds: alone "),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("All launches are of one kind with `glibc:retain` (alone 72."), std::string::npos)
      << text;
  for (const char* mean :
       {"100 points", "loss: ", "× the time", "loss, what goes with", "cost, what goes with", " cause",
        "Grade", "What changes it", "inconclusive", "equivalent"})
    EXPECT_EQ(text.find(mean), std::string::npos) << mean << " in\n" << text;
}

TEST(Explanation, AChangeOfTwoKindsIsNotSaidToChangeAnything) {
  const Attribution why = attribute(of_two_kinds(ordinary(), "boxed", "glibc:retain")).at(0);
  EXPECT_FALSE(why.launches.of_two_kinds());
  const std::string text = explanation(why, {400, false, true});
  EXPECT_NE(text.find("- boxed glibc:retain: alone 73."), std::string::npos) << text;
  EXPECT_NE(
      text.find("The launches with `glibc:retain` are of two kinds, so no mean of it is given: alone 73."),
      std::string::npos)
      << text;
  EXPECT_EQ(text.find("keep freed memory"), std::string::npos) << text;
}

TEST(Explanation, AControlOfTwoKindsTellsNothingOfTheMachine) {
  const Attribution why = attribute(of_two_kinds(ordinary(), "none", "glibc")).at(0);
  const std::string text = explanation(why, {400, false, true});
  EXPECT_NE(
      text.find("machine: not told, the launches of compute, which needs no memory, are of two kinds: "),
      std::string::npos)
      << text;
  EXPECT_EQ(text.find("compute loses"), std::string::npos) << text;
}

TEST(AttributionJson, OfLaunchesOfTwoKindsJudgesNothing) {
  const std::string json =
      attribution_json(std::vector{attribute(of_two_kinds(ordinary(), "boxed", "glibc")).at(0)});
  for (const char* words :
       {"\"verdict\": \"two kinds\"", "\"has_loss\": null", "\"named\": null", "\"low_share\": 0.8"})
    EXPECT_NE(json.find(words), std::string::npos) << words;
}

std::string closing_of(const Attribution& why) {
  std::string text;
  for (const std::string& sentence : closing_sentences(why)) text += sentence;
  return text;
}

TEST(Closing, IsAtMostFourSentences) {
  PlantedExperiment lock;
  lock.planted.residual = 40;
  for (const PlantedExperiment& experiment : {ordinary(), costing(), lock, PlantedExperiment{}}) {
    const auto sentences = closing_sentences(attributed(experiment));
    EXPECT_LE(sentences.size(), 4U);
    for (const std::string& sentence : sentences) EXPECT_EQ(sentence.back(), '.');
  }
}

TEST(Closing, WhatKeepingMemoryCostsStandsBesideIt) {
  Attribution why = attributed(ordinary());
  EXPECT_NE(
      closing_of(why).find("instead of 1.59×; after the task a worker holds 11.4 MiB, not 1.91 MiB (kept by "
                           "the allocator: 9.54 MiB, not 0 B)"),
      std::string::npos)
      << closing_of(why);
  why.left.retained.reset();
  EXPECT_NE(closing_of(why).find("holds 11.4 MiB, not 1.91 MiB"), std::string::npos);
  EXPECT_EQ(closing_of(why).find("kept by the"), std::string::npos);
  why.left.proportional.reset();
  EXPECT_NE(closing_of(why).find("; what memory a worker holds after the task was not measured"),
            std::string::npos)
      << closing_of(why);
  const auto json = attribution_json(std::vector{attributed(ordinary())});
  EXPECT_NE(json.find("\"proportional_bytes\": 12000000.0"), std::string::npos);
}

TEST(Closing, WaitingForACpuIsTheMachines) {
  Attribution why = attributed(ordinary());
  EXPECT_EQ(closing_sentences(why)[0].find("waiting"), std::string::npos);
  EXPECT_NE(closing_sentences(why)[0].find("where compute loses 4.9"), std::string::npos)
      << closing_sentences(why)[0];
  why.accounts.back().lines.run_queue = Interval{30, 20, 40};
  why.accounts.back().lines.wall = Interval{56, 50, 60};
  EXPECT_NE(closing_sentences(why)[0].find(", 30.0 of the 56.0 in its accounts waiting for a CPU"),
            std::string::npos)
      << closing_sentences(why)[0];
}

TEST(Closing, ALockIsNotBlamedOnASuspect) {
  PlantedExperiment lock;
  lock.planted.residual = 40;
  const std::string first = closing_of(attributed(lock));
  EXPECT_NE(first.find("; most of it, 39."), std::string::npos) << first;
  EXPECT_NE(first.find("stays when every suspect is gone."), std::string::npos) << first;
  Attribution silent = attributed(lock);
  for (Component& component : silent.removal.components) component.loss.verdict = ComponentVerdict::nothing;
  EXPECT_NE(closing_of(silent).find("stays when suspects are taken away of which none was there."),
            std::string::npos);
  lock.planted.faults = 8;
  const std::string mixed = closing_of(attributed(lock));
  EXPECT_NE(mixed.find("stays when every suspect is gone; less, but shown too: the page-fault path, "),
            std::string::npos)
      << mixed;
  EXPECT_EQ(mixed.find("Grade"), std::string::npos) << "of a part that is not spoken of";
  lock.planted.faults = 35;
  lock.planted.counts = 37;
  EXPECT_NE(closing_of(attributed(lock)).find("; the largest part of it, "), std::string::npos)
      << closing_of(attributed(lock));
}

TEST(Closing, WhatTheMachineTakesIsSaidBeforeAnySuspect) {
  PlantedExperiment slow = ordinary();
  slow.planted.machine = 80;
  EXPECT_NE(closing_of(attributed(slow)).find("; at least half of it is the machine's, which takes"),
            std::string::npos)
      << closing_of(attributed(slow));
  EXPECT_EQ(closing_of(attributed(slow)).find("Grade"), std::string::npos);
  slow.planted.machine = 45;
  const std::string less = closing_of(attributed(slow));
  EXPECT_NE(less.find("; 46.3 points ("), std::string::npos) << less;
  EXPECT_NE(less.find(") of it are the machine's, which takes"), std::string::npos) << less;
  slow.planted.machine = 20;
  EXPECT_EQ(closing_of(attributed(slow)).find("the machine's, which"), std::string::npos)
      << "faults take more";
}

TEST(Closing, AllOfItIsTheMachinesWhereTheRestIsShownToBeNothing) {
  PlantedExperiment slow;
  slow.planted.machine = 12;
  slow.planted.fault_cost = 80;
  EXPECT_NE(closing_of(attributed(slow)).find("; all of it is the machine's, which takes as much"),
            std::string::npos)
      << closing_of(attributed(slow));
}

TEST(Closing, TwoEqualCausesAreBothNamed) {
  PlantedExperiment equal;
  equal.planted.faults = equal.planted.counts = 30;
  const std::string text = closing_of(attributed(equal));
  EXPECT_NE(text.find(" go with the page-fault path"), std::string::npos) << text;
  EXPECT_NE(text.find(" go with the reference-count writes"), std::string::npos) << text;
  EXPECT_NE(text.find(", of which none is shown to be the largest."), std::string::npos) << text;
  EXPECT_NE(text.find("; grade B (page-fault path): two ledgers agree (glibc:retain"), std::string::npos)
      << text;
}

TEST(Closing, WhatTheLedgersContradictDoesNotLead) {
  Attribution why = attributed(ordinary());
  why.removal.components[0].loss_grade = Grade::x;
  const std::string text = closing_of(why);
  const auto counts = text.find(" go with the reference-count writes"),
             faults = text.find(" went with the removal of the page-fault path, but the ledgers contradict");
  EXPECT_LT(counts, faults) << text;
  EXPECT_NE(faults, std::string::npos) << text;
}

TEST(Closing, TheControlThatIsMissingIsNamedWhereTheRunHasOne) {
  Attribution why = attributed(ordinary());
  EXPECT_EQ(why.machine_kernel, "compute");
  why.machine.reset();
  const std::string names_it = "the machine's own share (compute has no two blocks)";
  EXPECT_NE(closing_of(why).find(names_it), std::string::npos) << closing_of(why);
  why.machine_kernel.clear();
  const std::string has_none = "the machine's own share (the run has no control that only computes)";
  EXPECT_NE(closing_of(why).find(has_none), std::string::npos) << closing_of(why);
}

TEST(Closing, AGainIsNotAttributed) {
  PlantedExperiment faster;
  faster.planted.residual = -12;
  const Attribution why = attributed(faster);
  ASSERT_EQ(why.removal.verdict, Verdict::gain);
  EXPECT_EQ(closing_of(why).find("There is no loss to attribute here: with 2 workers it gains 1"), 0U)
      << closing_of(why);
  EXPECT_EQ(explanation(why, {}).find("loss, what goes with"), std::string::npos);
}

// Freed memory that is kept makes the task faster, and its slowdown is as large as before, or larger.
TEST(Closing, WhatIsOnlyFasterIsNotSaidToChangeTheLoss) {
  PlantedExperiment experiment;
  experiment.planted.counts = 60;
  experiment.planted.indirection = 10;
  experiment.planted.fault_cost = 10;
  const std::string text = closing_of(attributed(experiment));
  EXPECT_NE(text.find("What changes it: the layout `ghost`, measured 1.00×"), std::string::npos) << text;
  EXPECT_NE(text.find(", a slowdown of 1.09×; faster"), std::string::npos) << text;
  EXPECT_NE(text.find("; faster, not less lossy: keep freed memory: `glibc:retain`, measured 0.90×"),
            std::string::npos)
      << text;
}

TEST(Closing, AMachineThatTakesAShareIsChangedByNothing) {
  PlantedExperiment experiment;
  experiment.planted.machine = 12;
  experiment.planted.fault_cost = 80;
  const std::string text = closing_of(attributed(experiment));
  EXPECT_NE(text.find("No change that was measured here is shown to lower the loss; faster, not less lossy: "
                      "keep freed memory: `glibc:retain`, measured 0.20×"),
            std::string::npos)
      << text;
}

TEST(Closing, OfSeveralThatLowerTheLossTheOneThatDoesMostIsFirst) {
  PlantedExperiment experiment;
  experiment.planted.faults = 20;
  experiment.planted.counts = 40;
  const std::string text = closing_of(attributed(experiment));
  const auto counts = text.find("the layout `immortal`"),
             arm = text.find("keep freed memory: `glibc:retain`");
  EXPECT_LT(counts, arm) << text;
  EXPECT_NE(arm, std::string::npos) << text;
  EXPECT_EQ(text.find("less lossy"), std::string::npos) << text;
}

TEST(Closing, OnlyWhatIsShownAndCanBeHadIsAChange) {
  Attribution why = attributed(costing());
  EXPECT_NE(closing_of(why).find("a slowdown of 1.00× instead of "), std::string::npos) << closing_of(why);
  for (Change& change : why.changes) change.together = {0.9, 0.7, 1.1};
  EXPECT_NE(closing_of(why).find("No change that was measured here is shown"), std::string::npos);
  for (Change& change : why.changes)
    if (change.name == "replay") change.together = {0.5, 0.4, 0.6};
  EXPECT_EQ(closing_of(why).find("`replay`"), std::string::npos) << "no program can be run so";
  PlantedExperiment few = costing();
  few.blocks = 19;
  EXPECT_EQ(closing_of(attributed(few)).find("hange"), std::string::npos) << closing_of(attributed(few));
}

TEST(Explanation, SaysWhereAFewBlocksMakeTheMean) {
  Attribution why = attributed(ordinary());
  EXPECT_EQ(explanation(why, {}).find("tail-sensitive"), std::string::npos);
  why.removal.robust_where_tails_matter = 20.5;
  why.removal.components[0].loss.robust_where_tails_matter = 10.5;
  const std::string text = explanation(why, {200, false, true});
  EXPECT_NE(text.find(", tail-sensitive: the robust value is +20.5, loss"), std::string::npos) << text;
  EXPECT_NE(text.find("cause, tail-sensitive: robust +10.5"), std::string::npos) << text;
}

TEST(Explanation, NamesTheFlagsOfItsTrials) {
  Attribution why = attributed(ordinary());
  EXPECT_EQ(why.trials, 2 * (9 * 20 + 20)) << "alone and together";
  EXPECT_EQ(explanation(why, {}).find("flags,"), std::string::npos);
  why.flags.raise(QualityFlag::low_overlap, 7);
  EXPECT_NE(explanation(why, {}).find("flags, of 400 trials: low-overlap 7"), std::string::npos)
      << explanation(why, {});
}

TEST(Explanation, BoundsThatSayNothingAreNotPrinted) {
  Attribution why = attributed(ordinary());
  why.removal.components[0].cost.points = {12, -9e8, 9e8};
  EXPECT_NE(explanation(why, {}).find("+12.0 (no bounds yet)"), std::string::npos) << explanation(why, {});
}

TEST(AttributionJson, SaysNothingOfALossBelowAVerdict) {
  PlantedExperiment few = ordinary();
  few.blocks = 8;
  const std::string json = attribution_json(std::vector{attributed(few)});
  EXPECT_NE(json.find("\"verdict\": \"no verdict\",\n      \"has_loss\": null"), std::string::npos) << json;
  EXPECT_NE(attribution_json(std::vector{attributed(ordinary())}).find("\"has_loss\": true"),
            std::string::npos);
}

TEST(AttributionJson, CarriesTheNumbersAndNullForWhatIsAbsent) {
  Attribution why = attributed(ordinary());
  why.machine.reset();
  const std::string json = attribution_json(std::vector{why});
  for (const char* words :
       {"\"page-fault path\"", "\"bracket\"", "\"loss_grade\": \"B\"", "\"siblings\": []",
        "\"bandwidth\": null", "\"machine\": null", "\"tick_error\"", "\"interactions\"", "\"closing\""})
    EXPECT_NE(json.find(words), std::string::npos) << words;
}

}  // namespace
}  // namespace allocscale
