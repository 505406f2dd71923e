// From stored trials to causes: is what was planted named, graded, checked, and doubted where it must be?
#include "harness/attribution/attribution.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <initializer_list>
#include <string>

#include "harness/analysis/findings.hpp"
#include "harness/selftest/made_trial.hpp"
#include "harness/selftest/planted_dataset.hpp"
#include "harness/selftest/simulated_facts.hpp"
#include "tests/unit/attribution/ordinary_experiment.hpp"

namespace allocscale {
namespace {

Attribution only(const PlantedExperiment& experiment) {
  const auto attributions = attribute(planted_dataset_of(experiment));
  EXPECT_EQ(attributions.size(), 1U);
  return attributions.at(0);
}

TEST(Attribution, ThePlantedCausesAreNamed) {
  const Attribution why = only(ordinary());
  EXPECT_EQ(why.kernel, "concat");
  EXPECT_EQ(why.subject.layout, "boxed");
  EXPECT_EQ(why.subject.allocator, "glibc");
  EXPECT_TRUE(why.removal.has_loss());
  EXPECT_NEAR(why.removal.loss->estimate, 59, 2);
  ASSERT_EQ(why.removal.components.size(), 4U);
  EXPECT_NEAR(why.removal.components[0].loss.points.estimate, 40, 2);
  EXPECT_NEAR(why.removal.components[0].cost.points.estimate, 27, 1);
  EXPECT_NEAR(why.removal.components[2].loss.points.estimate, 10, 2);
  EXPECT_NEAR(why.removal.loss_left.points.estimate, 5, 2);
  EXPECT_EQ(why.removal.components[0].loss.verdict, ComponentVerdict::cause);
}

TEST(Attribution, TheMachineComesFirst) {
  const Attribution why = only(ordinary());
  ASSERT_TRUE(why.machine);
  EXPECT_EQ(why.machine->blocks, 20);
  EXPECT_NEAR(why.machine->points.estimate, 4, 1);
  Dataset dataset = planted_dataset_of(ordinary());
  for (Cell& cell : dataset.run.cells)
    if (cell.kernel == "compute") cell.kernel = "sleep";
  EXPECT_FALSE(attribute(dataset)[0].machine);
}

// What compute loses when scattered says nothing of workers that share a core.
TEST(Attribution, TheMachineIsThatOfTheTasksOwnSetting) {
  Dataset dataset = planted_dataset_of(ordinary());
  EXPECT_EQ(attribute(dataset)[0].setting, "");
  for (Cell& cell : dataset.run.cells)
    if (cell.kernel != "compute") cell.placement = Placement::compact;
  const Attribution why = attribute(dataset)[0];
  EXPECT_FALSE(why.machine);
  EXPECT_EQ(why.setting, "placement compact");
}

// Four workers take turns on two CPUs: twice the time is no loss, nor is the wait for a turn.
TEST(Attribution, WhereWorkersShareCpusTheIdealIsNoLoss) {
  PlantedExperiment experiment = ordinary();
  experiment.workers = 4;
  Dataset dataset = planted_dataset_of(experiment);
  dataset.run.capacity = 2;
  for (StoredTrial& trial : dataset.trials)
    if (dataset.run.cells[trial.planned.cell].workers == 4)
      for (WorkerResult& worker : trial.result.workers)
        for (Sample& sample : worker.samples) {
          auto& wall = *sample.readings[PhaseMetric::wall_ns];
          sample.readings[PhaseMetric::run_delay_ns] = wall;
          wall *= 2;
        }
  const Attribution why = attribute(dataset).at(0);
  EXPECT_EQ(why.subject.ideal, 2);
  EXPECT_NEAR(why.removal.loss->estimate, 59, 2);
  EXPECT_NEAR(why.slowdown->estimate, 1.59, 0.02);
  EXPECT_NEAR(why.machine->points.estimate, 4, 1);
  EXPECT_NEAR(why.removal.components[0].loss.points.estimate, 40, 2);
  EXPECT_NEAR(why.changes[0].slowdown.estimate, (73.0 * 1.04 + 15) / 73, 0.02);
  EXPECT_NEAR(why.accounts[3].lines.wall.estimate, 59, 2);
  EXPECT_NEAR(why.accounts[3].lines.run_queue->estimate, 0, 0.1);
}

TEST(Attribution, TheAccountsAddUpAndCarryTheFaults) {
  const Attribution why = only(ordinary());
  ASSERT_EQ(why.accounts.size(), 4U);
  EXPECT_EQ(why.accounts[3].phase, "whole task");
  const TimeLedger& whole = why.accounts[3].lines;
  EXPECT_NEAR(whole.system->points.estimate, 40, 2);
  EXPECT_NEAR(whole.wall.estimate, 59, 2);
  double phases = 0;
  for (std::size_t phase = 0; phase < 3; ++phase) phases += why.accounts[phase].lines.wall.estimate;
  EXPECT_NEAR(phases, whole.wall.estimate, 1e-6);
  EXPECT_NEAR(whole.cpu.estimate + whole.run_queue->estimate + whole.rest.estimate, whole.wall.estimate,
              1e-9);
}

// Alone a quarter of 100 ms in 2 iterations of 20 blocks and two copies, together of 155 ms in twice as many
// workers: the phase's own ticks count, 250 in a second of it.
TEST(Attribution, ThePhaseIsSampledByItsOwnTicks) {
  const auto accounts = only(ordinary()).accounts;
  const TimeLedger& build = accounts[0].lines;
  const auto error = [](double cpu_ms, double system_ms, double repeats) {
    return cpu_ms * split_error(system_ms / cpu_ms, 250, cpu_ms * repeats / 1000).value();
  };
  const double expected = std::hypot(error(25, 9, 80), error(38.75, 67.0 / 3, 160));
  EXPECT_NEAR(build.system->tick_error, expected, expected / 20);
}

TEST(Attribution, TheTicksAreThoseOfTheMachine) {
  Dataset dataset = planted_dataset_of(ordinary());
  const double at_250 = attribute(dataset)[0].accounts[3].lines.system->tick_error;
  dataset.run.machine.ticks_per_second = 1000;
  EXPECT_NEAR(attribute(dataset)[0].accounts[3].lines.system->tick_error, at_250 / 2, 1e-9);
}

// Nor do the accounts then speak for a suspect that is carried by system time, of its loss or of its cost.
TEST(Attribution, AMachineOfUnknownTicksHasNoDivision) {
  Dataset dataset = planted_dataset_of(ordinary());
  dataset.run.machine.ticks_per_second.reset();
  const Attribution why = attribute(dataset)[0];
  ASSERT_EQ(why.accounts.size(), 4U);
  for (const PhaseLedger& phase : why.accounts) {
    EXPECT_FALSE(phase.lines.user);
    EXPECT_FALSE(phase.lines.system);
  }
  EXPECT_EQ(why.removal.components[0].loss_grade, Grade::c);
  EXPECT_EQ(why.removal.components[0].cost_grade, Grade::c);
}

// Removal and accounts agree on the faults; no siblings were measured.
TEST(Attribution, TwoLedgersMakeAB) {
  const Attribution why = only(ordinary());
  EXPECT_EQ(why.removal.components[0].loss_grade, Grade::b);
  EXPECT_EQ(why.removal.components[0].cost_grade, Grade::b);
  EXPECT_EQ(why.removal.components[1].loss_grade, std::nullopt);
}

TEST(Attribution, ChecksPassWhereTheFaultsAreGone) {
  const Attribution why = only(ordinary());
  EXPECT_EQ(why.checks.size(), 2U + 2U + 3U + 3U);
  for (const Check& check : why.checks)
    EXPECT_TRUE(check.result == CheckResult::passed || check.result == CheckResult::no_witness)
        << check.removal << " " << check.counter;
  EXPECT_EQ(why.checks[0].removal, "glibc:retain");
  EXPECT_GT(why.checks[0].before.value(), 27'000);
  EXPECT_LE(why.checks[0].after.value(), 3);
}

// An arm that does not keep memory removes nothing: its component is void, and goes together with the next.
TEST(Attribution, AFailedCheckVoidsTheComponent) {
  PlantedExperiment experiment = ordinary();
  experiment.retain_works = false;
  Dataset dataset = planted_dataset_of(experiment);
  const auto silence_replay = [&](StoredTrial& trial) {
    if (!dataset.run.cells[trial.planned.cell].layout.starts_with("replay")) return;
    for (WorkerResult& worker : trial.result.workers)
      for (Sample& sample : worker.samples) sample.readings[PhaseMetric::minor_faults] = 0;
  };
  for (StoredTrial& trial : dataset.trials) silence_replay(trial);
  const Attribution why = attribute(dataset)[0];
  EXPECT_EQ(why.checks[0].result, CheckResult::failed);
  ASSERT_EQ(why.removal.components.size(), 3U);
  EXPECT_EQ(why.removal.components[0].suspects,
            (Component::Suspects{Suspect::page_faults, Suspect::allocator_work}));
  EXPECT_NEAR(why.removal.components[0].loss.points.estimate, 40, 2);
  EXPECT_EQ(why.changes.size(), 3U);  // replay, immortal, ghost
}

TEST(Attribution, WithoutReplayAllocatorWorkIsNotRemovable) {
  PlantedExperiment experiment = ordinary();
  experiment.with_replay = false;
  const Attribution why = only(experiment);
  EXPECT_EQ(why.removal.components.size(), 3U);
  EXPECT_EQ(why.removal.not_removable, std::vector<Suspect>{Suspect::allocator_work});
}

TEST(Attribution, AChangeIsMeasuredAloneAndTogether) {
  const Attribution why = only(ordinary());
  ASSERT_EQ(why.changes.size(), 4U);
  EXPECT_EQ(why.changes[0].name, "glibc:retain");
  EXPECT_NEAR(why.changes[0].alone.estimate, 0.73, 0.01);
  EXPECT_NEAR(why.changes[0].slowdown.estimate, (73.0 * 1.04 + 15) / 73, 0.02);
  EXPECT_NEAR(why.changes[0].together.estimate, (73.0 * 1.04 + 15) / 159, 0.02);
  EXPECT_NEAR(why.slowdown->estimate, 1.59, 0.02);
}

TEST(Attribution, TheMemoryThatAChangeLeavesIsMeasured) {
  const Attribution why = only(ordinary());
  EXPECT_EQ(why.left.proportional, 2e6);
  EXPECT_EQ(why.left.retained, 0);
  EXPECT_EQ(why.changes.at(0).left.proportional, 12e6);
  EXPECT_EQ(why.changes.at(0).left.retained, 10e6);
  Dataset dataset = planted_dataset_of(ordinary());
  for (StoredTrial& trial : dataset.trials)
    trial.result.workers.back().readings[WorkerMetric::proportional_bytes].reset();
  EXPECT_EQ(attribute(dataset)[0].left.proportional, std::nullopt) << "absent is absent";
}

TEST(Attribution, WhereNothingIsLostOnlyTheCostIsGraded) {
  PlantedExperiment experiment;
  experiment.planted.fault_cost = 60;
  const Attribution why = only(experiment);
  EXPECT_FALSE(why.removal.has_loss());
  EXPECT_EQ(why.removal.verdict, Verdict::equivalent);
  EXPECT_EQ(why.removal.components[0].cost_grade, Grade::b);
  for (const Component& component : why.removal.components) EXPECT_FALSE(component.loss_grade);
}

// What one suspect takes and another gives back is no loss to attribute, though both are there.
TEST(Attribution, ABalanceOfTwoHasNoGrade) {
  PlantedExperiment experiment;
  experiment.planted.counts = 20;
  experiment.planted.residual = -20;
  const Attribution why = only(experiment);
  EXPECT_EQ(why.removal.components[2].loss.verdict, ComponentVerdict::cause);
  EXPECT_FALSE(why.removal.has_loss());
  EXPECT_FALSE(why.removal.components[2].loss_grade);
}

TEST(Attribution, ALayoutThatRemovesIsNoSubjectNorIsOneWithoutRemovals) {
  Dataset dataset = planted_dataset_of(ordinary());
  for (const int workers : {1, 2}) dataset.run.cells.push_back(made_cell("contiguous", "glibc", workers));
  for (int block = 0; block < 20; ++block)
    for (const std::size_t cell : {dataset.run.cells.size() - 2, dataset.run.cells.size() - 1})
      add_trial(dataset, cell, block, made_result(dataset.run.cells[cell]));
  EXPECT_EQ(attribute(dataset).size(), 1U);
  // Kept memory makes it one, with one suspect to remove.
  for (const int workers : {1, 2})
    dataset.run.cells.push_back(made_cell("contiguous", "glibc:retain", workers));
  for (int block = 0; block < 20; ++block)
    for (const std::size_t cell : {dataset.run.cells.size() - 2, dataset.run.cells.size() - 1})
      add_trial(dataset, cell, block, made_result(dataset.run.cells[cell], {100e6, 200e6, 0, 0}));
  const auto both = attribute(dataset);
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[1].subject.layout, "contiguous");
  EXPECT_EQ(both[1].removal.components.size(), 1U);
  EXPECT_EQ(both[1].removal.not_removable, std::vector<Suspect>{Suspect::allocator_work});
  EXPECT_EQ(both[1].not_there, (std::vector<Suspect>{Suspect::reference_counts, Suspect::indirection}))
      << "a list of values has none";
  EXPECT_TRUE(both[0].not_there.empty());
}

// A list of nodes without counts: nothing can be removed of what is not there.
TEST(Attribution, OfALinkedListTheCountsAreNotThere) {
  Dataset dataset = planted_dataset_of(ordinary());
  for (const char* allocator : {"glibc", "glibc:retain"})
    for (const int workers : {1, 2}) {
      dataset.run.cells.push_back(made_cell("linked", allocator, workers));
      for (int block = 0; block < 20; ++block)
        add_trial(dataset, dataset.run.cells.size() - 1, block,
                  made_result(dataset.run.cells.back(), {100e6, 200e6, 0, 0}));
    }
  const auto both = attribute(dataset);
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[1].subject.layout, "linked");
  EXPECT_EQ(both[1].not_there, std::vector<Suspect>{Suspect::reference_counts});
  EXPECT_EQ(both[1].removal.not_removable,
            (std::vector<Suspect>{Suspect::allocator_work, Suspect::indirection}));
}

// All cells with one arm: nothing of it is an arm that could be compared with it, but layouts are.
Dataset all_with(const std::string& allocator, std::initializer_list<const char*> layouts) {
  Dataset dataset;
  dataset.run.facts = simulated_facts();
  dataset.run.baseline = {"boxed", allocator};
  dataset.run.capacity = 2;
  for (const char* layout : layouts)
    for (const int workers : {1, 2}) dataset.run.cells.push_back(made_cell(layout, allocator, workers));
  for (int block = 0; block < 20; ++block)
    for (std::size_t cell = 0; cell < dataset.run.cells.size(); ++cell)
      add_trial(
          dataset, cell, block,
          planted_trial(ordinary(), dataset.run.cells[cell],
                        1 + 0.001 * static_cast<double>((static_cast<std::size_t>(block) * (cell + 1)) % 3)));
  return dataset;
}

TEST(Attribution, ARunWithOneArmOnlyHasItsSuspects) {
  const auto why = attribute(all_with("glibc:retain", {"boxed", "immortal"}));
  ASSERT_EQ(why.size(), 1U);
  EXPECT_EQ(why[0].subject.allocator, "glibc:retain");
  ASSERT_EQ(why[0].removal.components.size(), 1U);
  EXPECT_EQ(why[0].removal.components[0].suspects, Component::Suspects{Suspect::reference_counts});
  EXPECT_NEAR(why[0].removal.components[0].loss.points.estimate, 100 * 10 / 73.0, 1);
  EXPECT_EQ(why[0].removal.not_removable,
            (std::vector<Suspect>{Suspect::page_faults, Suspect::allocator_work, Suspect::indirection}));
}

TEST(Attribution, OfAnArmThePageFaultsGoWithTheAllocatorsWorkOnly) {
  const auto why = attribute(all_with("glibc:retain", {"boxed", "replay"}));
  ASSERT_EQ(why.size(), 1U);
  ASSERT_EQ(why[0].removal.components.size(), 1U);
  EXPECT_EQ(why[0].removal.components[0].suspects,
            (Component::Suspects{Suspect::page_faults, Suspect::allocator_work}));
}

TEST(Attribution, AnArmBesideItsAllocatorIsNoSubject) {
  Dataset dataset = all_with("glibc:eager", {"boxed", "immortal"});
  EXPECT_EQ(attribute(dataset).size(), 1U);
  dataset.run.cells.push_back(made_cell("boxed", "mimalloc", 1));
  add_trial(dataset, dataset.run.cells.size() - 1, 0, made_result(dataset.run.cells.back()));
  EXPECT_EQ(attribute(dataset).size(), 1U) << "another allocator";
  dataset.run.cells.push_back(made_cell("boxed", "glibc", 1));
  add_trial(dataset, dataset.run.cells.size() - 1, 0, made_result(dataset.run.cells.back()));
  EXPECT_TRUE(attribute(dataset).empty());
}

// The layouts are told apart by what they declare, whatever they are called.
TEST(Attribution, ALayoutOfAnotherNameTakesASuspectAway) {
  Dataset dataset = planted_dataset_of(ordinary());
  for (Cell& cell : dataset.run.cells)
    if (cell.layout == "immortal") cell.layout = "uncounted";
  dataset.run.facts.layouts["uncounted"] = dataset.run.facts.layouts["immortal"];
  dataset.run.facts.layouts.erase("immortal");
  dataset.run.facts.layouts["replay+immortal"].takes_away->from = "uncounted";
  const Attribution why = attribute(dataset).at(0);
  ASSERT_EQ(why.changes.size(), 4U);
  EXPECT_EQ(why.changes[2].name, "uncounted");
  EXPECT_EQ(why.removal.components.at(2).suspects, Component::Suspects{Suspect::reference_counts});
}

TEST(Attribution, WhatHadNothingToRemoveIsNoCause) {
  Dataset dataset = planted_dataset_of(ordinary());
  for (StoredTrial& trial : dataset.trials)
    for (WorkerResult& worker : trial.result.workers)
      for (Sample& sample : worker.samples) sample.readings[PhaseMetric::minor_faults] = 1;
  const Attribution why = attribute(dataset)[0];
  EXPECT_EQ(why.removal.components[0].loss.verdict, ComponentVerdict::nothing);
  EXPECT_EQ(why.removal.components[0].cost.verdict, ComponentVerdict::nothing);
  EXPECT_NE(why.removal.components[2].loss.verdict, ComponentVerdict::nothing);
}

TEST(Attribution, TheFlagsOfItsTrialsTogetherAreCounted) {
  Dataset dataset = planted_dataset_of(ordinary());
  for (StoredTrial& trial : dataset.trials) trial.result.readings[TrialMetric::overlap_ppm] = 500'000;
  const Attribution why = attribute(dataset)[0];
  EXPECT_EQ(why.flags.trials(QualityFlag::low_overlap), why.trials);
  EXPECT_GT(why.trials, 0);
  dataset.trials[0].resumed = true;
  EXPECT_EQ(attribute(dataset)[0].flags.trials(QualityFlag::resumed_block), 1);
}

// A tenth of a millisecond of the 100 that boxed takes alone.
TEST(Attribution, WhatAReplayReadsIsSaid) {
  Dataset dataset = planted_dataset_of(ordinary());
  EXPECT_FALSE(attribute(dataset)[0].replay_reading);
  for (StoredTrial& trial : dataset.trials)
    if (dataset.run.cells[trial.planned.cell].layout == "replay")
      for (WorkerResult& worker : trial.result.workers)
        for (Sample& sample : worker.samples)
          sample.readings[PhaseMetric::null_replay_ns] = sample.phase == Phase::operate ? 100'000 : 0;
  EXPECT_NEAR(attribute(dataset)[0].replay_reading.value().estimate, 0.1, 0.005);
}

TEST(Attribution, AControlIsNoSubject) {
  Dataset dataset = planted_dataset_of(ordinary());
  for (const int workers : {1, 2}) {
    Cell cell = made_cell("none", "glibc:retain", workers);
    cell.kernel = "compute";
    dataset.run.cells.push_back(cell);
  }
  for (int block = 0; block < 20; ++block)
    for (const std::size_t cell : {dataset.run.cells.size() - 2, dataset.run.cells.size() - 1})
      add_trial(dataset, cell, block, made_result(dataset.run.cells[cell]));
  EXPECT_EQ(attribute(dataset).size(), 1U);
}

// The loss is that of the table, which is the mean of the baseline's and its twin's.
TEST(Attribution, TheSubjectIsTheMeanOfBothItsCopies) {
  Dataset dataset = planted_dataset_of(ordinary());
  for (StoredTrial& trial : dataset.trials)
    if (trial.planned.twin && dataset.run.cells[trial.planned.cell].workers == 2)
      for (WorkerResult& worker : trial.result.workers)
        for (Sample& sample : worker.samples)
          for (const PhaseMetric metric : {PhaseMetric::wall_ns, PhaseMetric::cpu_ns})
            *sample.readings[metric] += *sample.readings[metric] / 5;
  const Attribution why = attribute(dataset)[0];
  const Findings findings = analyse(dataset);
  const Row& row = findings.tables.at(0).rows.at(0);
  ASSERT_TRUE(row.baseline);
  const Effect& slowdown = row.together.at(0).judged();
  EXPECT_NEAR(why.removal.loss->estimate, 100 * (*slowdown.ratio.value - 1), 1e-9);
  EXPECT_NEAR(why.removal.loss->low, 100 * (slowdown.ratio.interval->low - 1), 1e-9);
  EXPECT_NEAR(why.removal.loss->estimate, 100 * (1.588 * std::sqrt(1.2) - 1), 1);
  EXPECT_NEAR(why.accounts.back().lines.wall.estimate, why.removal.loss->estimate, 2);
  EXPECT_EQ(why.removal.verdict, Verdict::loss);
}

TEST(Attribution, ALostTrialCostsItsBlockWhereItsTwinIsLostToo) {
  Dataset dataset = planted_dataset_of(ordinary());
  const std::size_t cell = dataset.trials[0].planned.cell;  // boxed glibc alone
  dataset.trials[0].result.outcome = Outcome::failed;
  EXPECT_EQ(attribute(dataset)[0].removal.blocks, 20);
  for (StoredTrial& trial : dataset.trials)
    if (trial.planned.cell == cell && trial.planned.block == 0) trial.result.outcome = Outcome::failed;
  const Attribution why = attribute(dataset)[0];
  EXPECT_EQ(why.removal.blocks, 19);
  EXPECT_EQ(why.removal.verdict, Verdict::none);
}

// A probe that needs 1.5 times as long together keeps two thirds of its rate; the task's modelled traffic is
// held against it.
TEST(Attribution, ProbesAreRoofs) {
  Dataset dataset = planted_dataset_of(ordinary());
  for (const int workers : {1, 2}) {
    Cell cell = made_cell("none", "glibc", workers);
    cell.kernel = "stream";
    dataset.run.cells.push_back(cell);
  }
  for (int block = 0; block < 20; ++block) {
    const std::size_t alone = dataset.run.cells.size() - 2;
    add_trial(dataset, alone, block, made_result(dataset.run.cells[alone], {100e6, 200e6, 0, 0}));
    TrialResult together = made_result(dataset.run.cells[alone + 1], {150e6, 200e6, 0, 0});
    for (WorkerResult& worker : together.workers)
      for (Sample& sample : worker.samples)
        if (sample.phase == Phase::build) sample.readings[PhaseMetric::wall_ns] = 900'000'000;
    add_trial(dataset, alone + 1, block, std::move(together));
  }
  const AskWork ask_work = [](const Cell& cell) -> std::optional<DeclaredWork> {
    if (cell.layout.empty() || cell.allocator.empty()) return std::nullopt;  // as a catalog, which has none
    DeclaredWork work;
    work.logical_bytes = cell.kernel == "stream" ? 1'500'000'000 : 159'000'000;
    work.element_bytes = 0;
    return work;
  };
  const Attribution why = attribute(dataset, ask_work)[0];
  ASSERT_EQ(why.roofs.size(), 1U);
  EXPECT_NEAR(why.roofs[0].retained.estimate, 2.0 / 3, 1e-6);
  // Building, which takes long here, is no part of the rate. 159 MB in half of 159 ms is a tenth of 1.5 GB in
  // half of 150. Of the 67,000 pages that are zeroed, the operation has a third.
  EXPECT_NEAR(why.bandwidth_evidence.traffic_over_roof.value().ratio.estimate,
              0.1 * (159e6 + 67e3 / 3 * 4096) / 159e6, 0.001);
  EXPECT_EQ(why.bandwidth, BandwidthVerdict::not_bound);
  EXPECT_EQ(attribute(dataset)[0].bandwidth, BandwidthVerdict::not_settled);
}

TEST(Attribution, EqualDatasetsGiveEqualAttributions) {
  const Attribution one = only(ordinary()), again = only(ordinary());
  for (std::size_t i = 0; i < one.removal.components.size(); ++i)
    EXPECT_EQ(one.removal.components[i].loss.points, again.removal.components[i].loss.points);
}

}  // namespace
}  // namespace allocscale
