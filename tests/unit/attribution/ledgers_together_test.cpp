// What do the accounts and replaced siblings say beside the removals, through the stored trials?
#include <gtest/gtest.h>

#include <utility>

#include "harness/attribution/attribution.hpp"
#include "harness/selftest/made_trial.hpp"
#include "tests/unit/attribution/ordinary_experiment.hpp"

namespace allocscale {
namespace {

// User time that grows by 15 points may be half of one component of 20, but not of two.
TEST(Attribution, ALineThatCarriesTwoMustReachTheirSum) {
  PlantedExperiment two;
  two.planted.counts = 20;
  two.planted.indirection = 20;
  Dataset dataset = planted_dataset_of(two);
  const auto grades = [&dataset] {
    const auto components = attribute(dataset)[0].removal.components;
    return std::pair(components[2].loss_grade, components[3].loss_grade);
  };
  EXPECT_EQ(grades(), std::pair(std::optional(Grade::b), std::optional(Grade::b)));
  for (StoredTrial& trial : dataset.trials)
    if (dataset.run.cells[trial.planned.cell].workers == 2)
      for (WorkerResult& worker : trial.result.workers)
        for (Sample& sample : worker.samples)
          *sample.readings[PhaseMetric::user_ns] = *sample.readings[PhaseMetric::user_ns] * 115 / 140;
  EXPECT_EQ(grades(), std::pair(std::optional(Grade::x), std::optional(Grade::x)));
}

// A worker that loses its CPU between two readings waits longer than its phase lasts, by the kernel's count.
TEST(Attribution, NoPhaseWaitsLongerThanItLasts) {
  Dataset dataset = planted_dataset_of(ordinary());
  for (StoredTrial& trial : dataset.trials)
    if (const Cell& cell = dataset.run.cells[trial.planned.cell];
        cell.workers == 1 && trial.planned.block == 3)
      for (Sample& sample : trial.result.workers[0].samples)
        if (sample.phase == Phase::teardown)
          sample.readings[PhaseMetric::run_delay_ns] = 10 * *sample.readings[PhaseMetric::wall_ns];
  const auto accounts = attribute(dataset)[0].accounts;
  ASSERT_EQ(accounts.size(), 4U);
  EXPECT_NEAR(accounts[2].lines.run_queue->estimate, 0, 0.1);
  EXPECT_NEAR(accounts[2].lines.rest.estimate, 0, 0.2);
}

// User time grows by the machine's share only, which is no evidence for the counts that the removals found.
TEST(Attribution, TheMachinesShareOfALineSupportsNothing) {
  PlantedExperiment experiment;
  experiment.planted.counts = 12;
  experiment.planted.machine = 12;
  Dataset dataset = planted_dataset_of(experiment);
  const auto grade = [&dataset] { return attribute(dataset)[0].removal.components[2].loss_grade; };
  EXPECT_EQ(grade(), Grade::b);
  for (StoredTrial& trial : dataset.trials)
    if (const Cell& cell = dataset.run.cells[trial.planned.cell];
        cell.layout == "boxed" && cell.allocator == "glibc" && cell.workers == 2)
      for (WorkerResult& worker : trial.result.workers)
        for (Sample& sample : worker.samples) {
          std::int64_t& user = *sample.readings[PhaseMetric::user_ns];
          const std::int64_t counts = user * 12 / 124;
          user -= counts;
          *sample.readings[PhaseMetric::system_ns] += counts;
        }
  EXPECT_EQ(grade(), Grade::x);
}

// Four workers on two CPUs: each sibling that runs takes half of the victim's CPU time, which is no loss; a
// probe's rate is likewise that of its share.
TEST(Attribution, WhereWorkersShareCpusSiblingsAndProbesAreDividedToo) {
  PlantedExperiment experiment = ordinary();
  experiment.workers = 4;
  Dataset dataset = planted_dataset_of(experiment);
  dataset.run.capacity = 2;
  const auto add = [&](Cell cell, double ms) {
    dataset.run.cells.push_back(std::move(cell));
    for (int block = 0; block < 20; ++block)
      add_trial(dataset, dataset.run.cells.size() - 1, block,
                made_result(dataset.run.cells.back(), {ms * 1e6 + 1e4 * (block % 3), 2e8, 0, 0}));
  };
  const auto beside = [](Siblings kind) {
    Cell cell = made_cell("boxed", "glibc", 4);
    cell.siblings = kind;
    return cell;
  };
  const auto probe = [](int workers) {
    Cell cell = made_cell("none", "glibc", workers);
    cell.kernel = "fault";
    return cell;
  };
  add(beside(Siblings::idle), 100);
  add(beside(Siblings::compute), 200);
  add(beside(Siblings::fault), 250);
  add(probe(1), 100);
  add(probe(4), 250);
  const Attribution why = attribute(dataset).at(0);
  EXPECT_EQ(why.subject.ideal, 2);
  EXPECT_NEAR(find_interference(why.siblings, Siblings::compute)->points.estimate, 0, 0.1);
  EXPECT_NEAR(find_interference(why.siblings, Siblings::fault)->points.estimate, 25, 0.1);
  ASSERT_EQ(why.roofs.size(), 1U);
  EXPECT_NEAR(why.roofs[0].retained.estimate, 0.8, 0.001);
}

// The same task beside five kinds of siblings, the faulting ones at 0.98 of the rate asked for.
TEST(Attribution, ThreeLedgersMakeAnA) {
  Dataset dataset = planted_dataset_of(ordinary());
  const Siblings kinds[] = {Siblings::idle, Siblings::compute, Siblings::fault, Siblings::copy,
                            Siblings::stream};
  const double truth[] = {100, 100, 138, 100, 101};
  const std::size_t first = dataset.run.cells.size();
  for (const Siblings kind : kinds) {
    dataset.run.cells.push_back(made_cell("boxed", "glibc", 2));
    dataset.run.cells.back().siblings = kind;
  }
  for (int block = 0; block < 20; ++block)
    for (std::size_t kind = 0; kind < 5; ++kind) {
      const double time = (truth[kind] + 0.1 * (block % 5)) * 1e6;
      TrialResult result = made_result(dataset.run.cells[first + kind], {time, 2 * time, 0, 0});
      result.workers[1].sibling = true;
      if (kinds[kind] == Siblings::fault) {
        result.readings[TrialMetric::sibling_target_per_s] = 1000;
        result.workers[1].readings[WorkerMetric::sibling_operations_per_s] = 980;
      }
      add_trial(dataset, first + kind, block, std::move(result));
    }
  const auto attributions = attribute(dataset);
  ASSERT_EQ(attributions.size(), 1U);
  const Attribution& why = attributions[0];
  ASSERT_EQ(why.siblings.size(), 5U);  // itself and all but the idle ones
  const Interference* faults = find_interference(why.siblings, Siblings::fault);
  ASSERT_NE(faults, nullptr);
  EXPECT_NEAR(faults->points.estimate, 38, 0.5);
  EXPECT_NEAR(faults->rate.value(), 0.98, 1e-9);
  EXPECT_EQ(why.removal.components[0].loss_grade, Grade::a);
  EXPECT_EQ(why.removal.components[2].loss_grade, Grade::x);  // streaming siblings do not do what counts did
}

// A machine that takes 20 % of every task's time slows the victim beside any siblings that run. That is no
// evidence for the page faults that the removals found.
TEST(Attribution, TheMachinesShareBesideSiblingsSupportsNothing) {
  PlantedExperiment experiment;
  experiment.planted.faults = 20;
  experiment.planted.machine = 20;
  experiment.seed = 2;
  const auto beside_faults = [&](double ms) {
    Dataset dataset = planted_dataset_of(experiment);
    const auto add = [&](Siblings kind, double time_ms) {
      dataset.run.cells.push_back(made_cell("boxed", "glibc", 2));
      dataset.run.cells.back().siblings = kind;
      for (int block = 0; block < 20; ++block)
        add_trial(dataset, dataset.run.cells.size() - 1, block,
                  made_result(dataset.run.cells.back(), {time_ms * 1e6 + 1e4 * (block % 3), 2e8, 0, 0}));
    };
    add(Siblings::idle, 100);
    add(Siblings::compute, 120);
    add(Siblings::fault, ms);
    return attribute(dataset).at(0);
  };
  const Attribution machine = beside_faults(120);
  const Interference* faults = find_interference(machine.siblings, Siblings::fault);
  ASSERT_NE(faults, nullptr);
  EXPECT_NEAR(faults->points.estimate, 20, 0.1);
  ASSERT_TRUE(faults->beyond_machine);
  EXPECT_NEAR(faults->beyond_machine->estimate, 0, 1);
  EXPECT_GT(faults->beyond_machine->high - faults->beyond_machine->low, 0.5) << "the control's error";
  EXPECT_EQ(machine.removal.components[0].loss_grade, Grade::x);
  const Attribution both = beside_faults(138);
  EXPECT_NEAR(find_interference(both.siblings, Siblings::fault)->beyond_machine->estimate, 18, 1);
  EXPECT_EQ(both.removal.components[0].loss_grade, Grade::a);
}

TEST(Attribution, AVictimOfTwoKindsOfLaunchesIsNamed) {
  Dataset dataset = planted_dataset_of(ordinary());
  const auto add = [&](Siblings kind, double slow_ms) {
    dataset.run.cells.push_back(made_cell("boxed", "glibc", 2));
    dataset.run.cells.back().siblings = kind;
    for (int block = 0; block < 20; ++block)
      add_trial(dataset, dataset.run.cells.size() - 1, block,
                made_result(dataset.run.cells.back(),
                            {(block % 4 == 0 ? slow_ms : 100) * 1e6 + 1e4 * (block % 3), 2e8, 0, 0}));
  };
  add(Siblings::idle, 100);
  add(Siblings::fault, 500);
  const Attribution why = attribute(dataset)[0];
  EXPECT_FALSE(why.launches.of_two_kinds());
  ASSERT_EQ(why.others_of_two_kinds.size(), 1U);
  EXPECT_EQ(why.others_of_two_kinds[0].cell, "boxed glibc beside page faults");
  EXPECT_DOUBLE_EQ(why.others_of_two_kinds[0].together->low_share(), 0.75);
}

// Beside the kernel itself the other workers may be slower, on CPUs of their own: the victim is the first.
TEST(Attribution, TheVictimIsTheFirstWorkerBesideItsLikeToo) {
  Dataset dataset = planted_dataset_of(ordinary());
  const std::size_t idle = dataset.run.cells.size();
  dataset.run.cells.push_back(made_cell("boxed", "glibc", 2));
  dataset.run.cells.back().siblings = Siblings::idle;
  for (StoredTrial& trial : dataset.trials) {
    const Cell& cell = dataset.run.cells[trial.planned.cell];
    if (cell.layout != "boxed" || cell.allocator != "glibc" || cell.workers != 2) continue;
    for (const std::size_t worker : {0U, 1U})
      for (Sample& sample : trial.result.workers[worker].samples)
        sample.readings[PhaseMetric::wall_ns] =
            (worker == 0 ? 120 : 190) * 1'000'000 / (sample.phase == Phase::operate ? 2 : 4);
  }
  for (int block = 0; block < 20; ++block)
    add_trial(dataset, idle, block,
              made_result(dataset.run.cells[idle], {1e8 + 1e4 * (block % 3), 2e8, 0, 0}));
  const Attribution why = attribute(dataset)[0];
  const Interference* itself = find_interference(why.siblings, Siblings::self);
  ASSERT_NE(itself, nullptr);
  EXPECT_NEAR(itself->points.estimate, 20, 0.1);
}

// Siblings that ran at full speed too do not stand for those that kept to the kernel's rate.
TEST(Attribution, OfTwoRatesTheKernelsOwnCounts) {
  Dataset dataset = planted_dataset_of(ordinary());
  const auto add = [&](Siblings kind, SiblingRate rate, double ms) {
    dataset.run.cells.push_back(made_cell("boxed", "glibc", 2));
    dataset.run.cells.back().siblings = kind;
    dataset.run.cells.back().sibling_rate = rate;
    for (int block = 0; block < 20; ++block)
      add_trial(dataset, dataset.run.cells.size() - 1, block,
                made_result(dataset.run.cells.back(), {ms * 1e6 + 1e4 * (block % 3), 2e8, 0, 0}));
  };
  add(Siblings::idle, SiblingRate::full, 100);
  add(Siblings::fault, SiblingRate::matched, 105);
  add(Siblings::fault, SiblingRate::full, 150);
  add(Siblings::stream, SiblingRate::full, 140);
  add(Siblings::stream, SiblingRate::matched, 102);
  const Attribution why = attribute(dataset)[0];
  EXPECT_NEAR(find_interference(why.siblings, Siblings::fault)->points.estimate, 5, 0.1);
  EXPECT_NEAR(find_interference(why.siblings, Siblings::stream)->points.estimate, 2, 0.1);
}

}  // namespace
}  // namespace allocscale
