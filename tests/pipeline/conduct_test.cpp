// From a plan to its tables with a launcher that is made up: every number that comes out is known before.
#include "harness/conduct/conduct.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "harness/analysis/findings.hpp"
#include "harness/analysis/stopping.hpp"
#include "harness/conduct/asked_demand.hpp"
#include "harness/conduct/run_head.hpp"
#include "harness/plan/expand.hpp"
#include "harness/report/format.hpp"
#include "tests/pipeline/made_up.hpp"

namespace allocscale {
namespace {

const Row& row_of(const KernelTable& table, const std::string& layout, const std::string& allocator) {
  for (const Row& row : table.rows)
    if (row.layout == layout && row.allocator == allocator && !row.twin) return row;
  throw std::runtime_error("no row " + layout + " " + allocator);
}

TEST_F(PipelineTest, ProgressTellsTheWidthThatTheTablesHaveOncePerBlock) {
  Campaign campaign = made_up_campaign();
  campaign.experiment.blocks = 5;
  Store store = Store::open(folder_ / "store.db");
  const OpenedRun run = open(store, campaign);
  TrialHost host = made_up_host();
  host.shows_width = true;
  std::map<int, double> shown;  // by block
  host.show = [&](const Progress& progress) {
    if (!progress.width || progress.block.empty()) return;
    const int done = progress.width->blocks;
    EXPECT_EQ(progress.block, fmt::format("block {}/5", done + 1));
    if (!shown.emplace(done, progress.width->half_width).second) {
      EXPECT_EQ(progress.width->half_width, shown[done]);
      return;
    }
    EXPECT_EQ(progress.width->half_width, typical_half_width(analyse(store.load(run.id)))) << done;
  };
  ASSERT_EQ(conduct(campaign, store, run, host), StopReason::complete);
  EXPECT_EQ(shown.size(), 3U) << "after 2, 3 and 4 blocks";
}

TEST_F(PipelineTest, PlantedTimesComeOutOfTheTables) {
  const Campaign campaign = made_up_campaign();
  Store store = Store::open(folder_ / "store.db");
  const OpenedRun run = open(store, campaign);
  ASSERT_EQ(conduct(campaign, store, run, made_up_host()), StopReason::complete);

  const Dataset dataset = store.load(run.id);
  // 2 layouts × 2 allocators × 2 numbers of workers, and the twin at both: 10 trials a block.
  ASSERT_EQ(dataset.trials.size(), 10U * blocks);
  EXPECT_EQ(calls_, 10 * blocks);
  EXPECT_EQ(last_.done, last_.total);

  const Findings findings = analyse(dataset);
  ASSERT_EQ(findings.tables.size(), 1U);
  const KernelTable& table = findings.tables.front();
  const Row& glibc = row_of(table, "boxed", "glibc");
  EXPECT_NEAR(*glibc.alone.time_ns.value, 100e6, 0.02e6);
  EXPECT_NEAR(*glibc.together.at(0).slowdown.ratio.value, 1.5, 0.001);
  EXPECT_EQ(glibc.together.at(0).slowdown.verdict, Verdict::loss);
  EXPECT_DOUBLE_EQ(*glibc.alone.per_iteration[PhaseMetric::minor_faults], 7);
  const Row& mimalloc = row_of(table, "contiguous", "mimalloc");
  EXPECT_NEAR(*mimalloc.together.at(0).slowdown.ratio.value, 1.0, 0.001);
  EXPECT_EQ(mimalloc.together.at(0).slowdown.verdict, Verdict::equivalent);
  const Cost& of_layout = mimalloc.costs[CostOf::layout];
  EXPECT_EQ(of_layout.against, "boxed mimalloc");
  EXPECT_NEAR(*of_layout.effect.ratio.value, 0.4, 0.001);
  const Cost& of_allocator = mimalloc.costs[CostOf::allocator];
  EXPECT_EQ(of_allocator.against, "contiguous glibc");
  EXPECT_NEAR(*of_allocator.effect.ratio.value, 1.0, 0.001);

  const std::string text = find_format("text").render(report_of(findings), {});
  EXPECT_NE(text.find("boxed concat of 1,000 takes 1.500× as long with 2 workers as alone"),
            std::string::npos)
      << text;
}

// What was measured of the same task by the same build comes before what a runner predicts.
TEST_F(PipelineTest, AMeasuredPeakComesBeforeAPrediction) {
  const Campaign campaign = made_up_campaign();
  Store store = Store::open(folder_ / "store.db");
  TrialHost host = made_up_host();
  host.run_trial = [&, usual = host.run_trial](const TrialOrder& order) {
    TrialResult result = usual(order);
    for (WorkerResult& worker : result.workers)
      worker.readings[WorkerMetric::peak_bytes] = order.cell.workers == 2 ? 80'000'000 : 70'000'000;
    return result;
  };
  const auto informed = [&](const Campaign& of) {
    return with_measured_peaks(host.ask_demand, of.plan, of.catalog, store);
  };
  const Cell& cell = campaign.plan.cells.front();
  EXPECT_EQ(informed(campaign)(cell).bytes, 1 << 20) << "nothing is stored";
  const OpenedRun run = store.open_run(head_of(campaign, Machine(), 1, host.ask_demand), false);
  ASSERT_EQ(conduct(campaign, store, run, host), StopReason::complete);
  EXPECT_EQ(informed(campaign)(cell).bytes, 84'000'000) << "the larger one, and a twentieth";
  host.ask_demand = [](const Cell&) { return Demand{100'000'000, 0.1}; };
  EXPECT_EQ(informed(campaign)(cell).bytes, 84'000'000) << "forty trials are enough";
  Store few = Store::open(folder_ / "few.db");
  const OpenedRun cut = few.open_run(head_of(campaign, Machine(), 1, host.ask_demand), false);
  host.interrupted = [left = 10]() mutable { return left-- == 0; };
  ASSERT_EQ(conduct(campaign, few, cut, host), StopReason::interrupted);
  const AskDemand of_few = with_measured_peaks(host.ask_demand, campaign.plan, campaign.catalog, few);
  EXPECT_EQ(of_few(cell).bytes, 100'000'000) << "four trials may have missed the largest";
  host.ask_demand = [](const Cell&) { return Demand{1 << 20, 0.1}; };
  Cell larger = cell;
  larger.size *= 2;
  EXPECT_EQ(informed(campaign)(larger).bytes, 1 << 20);
  Campaign rebuilt = campaign;
  for (Runner& runner : rebuilt.catalog.runners) runner.binary_hash = "another";
  EXPECT_EQ(informed(rebuilt)(cell).bytes, 1 << 20);
}

// Half of the trials are of one worker and one iteration; the others hold both times.
TEST_F(PipelineTest, APairedRunComesToTheSameTables) {
  const Campaign campaign = made_up_campaign(Design::paired);
  Store store = Store::open(folder_ / "store.db");
  const OpenedRun run = open(store, campaign);
  std::map<std::string, int> orders;
  std::map<int, int> first_cpus;
  TrialHost host = made_up_host();
  host.run_trial = [&, usual = host.run_trial](const TrialOrder& order) {
    ++orders[!order.pairs                             ? "fresh"
             : *order.pairs == PairOrder::alone_first ? "alone first"
                                                      : "together first"];
    if (order.pairs) ++first_cpus[order.cpus.front()];
    EXPECT_EQ(order.cell.iterations, order.pairs ? 4 : 1);
    EXPECT_EQ(order.cell.workers, order.pairs ? 2 : 1);
    return usual(order);
  };
  ASSERT_EQ(conduct(campaign, store, run, host), StopReason::complete);
  EXPECT_EQ(orders,
            (std::map<std::string, int>{
                {"fresh", 5 * blocks}, {"alone first", 5 * blocks / 2}, {"together first", 5 * blocks / 2}}));
  EXPECT_EQ(first_cpus, (std::map<int, int>{{0, 5 * blocks / 2}, {1, 5 * blocks / 2}}));

  const Dataset dataset = store.load(run.id);
  EXPECT_EQ(dataset.run.design, Design::paired);
  ASSERT_EQ(dataset.trials.size(), 10U * blocks) << "one row for a paired trial";
  const KernelTable table = analyse(dataset).tables.at(0);
  EXPECT_EQ(table.design, Design::paired);
  const Row& glibc = row_of(table, "boxed", "glibc");
  EXPECT_NEAR(*glibc.alone.time_ns.value, 100e6, 0.02e6);
  EXPECT_EQ(glibc.alone.complete, blocks);
  EXPECT_NEAR(*glibc.together.at(0).slowdown.ratio.value, 1.5, 0.001);
  EXPECT_EQ(glibc.together.at(0).slowdown.verdict, Verdict::loss);
  EXPECT_DOUBLE_EQ(*glibc.alone.cold_minor_faults, 7);
  EXPECT_EQ(row_of(table, "contiguous", "mimalloc").together.at(0).slowdown.verdict, Verdict::equivalent);
}

TEST_F(PipelineTest, ThePairedDesignIsAnotherRun) {
  Store store = Store::open(folder_ / "store.db");
  const auto head = [&](Design design) {
    Campaign campaign = made_up_campaign(design);
    campaign.experiment.iterations = 4;
    campaign.plan = expand(campaign.experiment, campaign.catalog, campaign.topology);
    return head_of(campaign, Machine(), 1, [](const Cell&) { return Demand{}; });
  };
  const OpenedRun separate = store.open_run(head(Design::separate), false);
  const OpenedRun paired = store.open_run(head(Design::paired), false);
  EXPECT_NE(separate.id, paired.id);
  EXPECT_EQ(store.open_run(head(Design::separate), false).id, separate.id);
  EXPECT_EQ(store.open_run(head(Design::paired), false).id, paired.id);
}

TEST_F(PipelineTest, AnotherDeadlineContinuesTheRun) {
  Store store = Store::open(folder_ / "store.db");
  const auto open_with = [&](std::optional<double> deadline_seconds) {
    Campaign campaign = made_up_campaign();
    campaign.experiment.deadline_seconds = deadline_seconds;
    return store.open_run(head_of(campaign, Machine(), 1, [](const Cell&) { return Demand{}; }), false).id;
  };
  const auto first = open_with(std::nullopt);
  EXPECT_EQ(open_with(60), first);
  EXPECT_EQ(open_with(90), first);
}

TEST_F(PipelineTest, WhatIsRecordedIsNotRunAgain) {
  const Campaign campaign = made_up_campaign();
  Store store = Store::open(folder_ / "store.db");
  const OpenedRun run = open(store, campaign);
  ASSERT_EQ(conduct(campaign, store, run, interrupted_after(30)),
            StopReason::interrupted);  // between two blocks
  ASSERT_EQ(calls_, 30);

  const OpenedRun again = open(store, campaign);
  EXPECT_TRUE(again.continued);
  ASSERT_EQ(conduct(campaign, store, again, made_up_host()), StopReason::complete);
  EXPECT_EQ(calls_, 10 * blocks);
  EXPECT_TRUE(store.load(run.id).replaced.empty());

  const OpenedRun third = open(store, campaign);
  ASSERT_EQ(conduct(campaign, store, third, made_up_host()), StopReason::complete);
  EXPECT_EQ(calls_, 10 * blocks);
}

// Each trial takes 25 s; the second call knows it from the store.
TEST_F(PipelineTest, DeadlinesLearnFromTheTrialsOfACell) {
  const Campaign campaign = made_up_campaign();
  Store store = Store::open(folder_ / "store.db");
  const OpenedRun run = open(store, campaign);
  for (const int first : {30, 250}) {
    std::vector<double> deadlines;
    TrialHost host = interrupted_after(20);
    host.run_trial = [&](const TrialOrder& order) {
      deadlines.push_back(order.deadline_seconds);
      TrialResult result = made_up_trial(order, calls_++);
      result.readings[TrialMetric::trial_ns] = 25'000'000'000;
      return result;
    };
    ASSERT_EQ(conduct(campaign, store, run, host), StopReason::interrupted);
    ASSERT_EQ(deadlines.size(), 20U);
    EXPECT_EQ(deadlines.front(), first);
    EXPECT_EQ(deadlines.back(), 250);
  }
}

TEST_F(PipelineTest, WhatTheHostDoesBeforeTheFirstTrialIsNotTakenFromTheBudget) {
  Campaign campaign = made_up_campaign();
  campaign.experiment.budget_seconds = 35;
  Store store = Store::open(folder_ / "store.db");
  const OpenedRun run = open(store, campaign);
  TrialHost host = made_up_host();
  host.begin = [this](double, double) { now_ += 3600; };
  ASSERT_EQ(conduct(campaign, store, run, host), StopReason::out_of_budget);
  EXPECT_EQ(calls_, 30);
}

TEST_F(PipelineTest, BudgetEndsBetweenBlocks) {
  Campaign campaign = made_up_campaign();
  campaign.experiment.budget_seconds = 35;  // a trial takes 1 s of the made-up clock, a block 10
  Store store = Store::open(folder_ / "store.db");
  const OpenedRun run = open(store, campaign);
  ASSERT_EQ(conduct(campaign, store, run, made_up_host()), StopReason::out_of_budget);
  EXPECT_EQ(calls_, 30);
}

// The planted jitter is a hundredth of a percent: the first check is enough, and says what it saw.
TEST_F(PipelineTest, PrecisionEndsAtTheFirstLookThatIsNarrow) {
  Campaign campaign = made_up_campaign();
  campaign.experiment.blocks = 31;
  campaign.precision = 0.01;
  Store store = Store::open(folder_ / "store.db");
  const OpenedRun run = open(store, campaign);
  TrialHost host = made_up_host();
  std::vector<StopCheck> checks;
  host.stop_checked = [&checks](const StopCheck& check) { checks.push_back(check); };
  ASSERT_EQ(conduct(campaign, store, run, host), StopReason::precise);
  EXPECT_EQ(calls_, 10 * 20);
  ASSERT_EQ(checks.size(), 1U);
  EXPECT_EQ(checks[0].blocks, 20);
  EXPECT_LT(checks[0].widest.value(), 0.001);
  // The same command finds it precise enough and runs nothing.
  ASSERT_EQ(conduct(campaign, store, open(store, campaign), host), StopReason::precise);
  EXPECT_EQ(calls_, 10 * 20);

  campaign.precision = 1e-9;
  checks.clear();
  ASSERT_EQ(conduct(campaign, store, open(store, campaign), host), StopReason::complete);
  EXPECT_EQ(calls_, 10 * 31);
  ASSERT_EQ(checks.size(), 3U);  // after 20, 25 and 30 blocks
  EXPECT_EQ(checks[2].blocks, 30);
}

TEST_F(PipelineTest, CellsThatCannotRunAreSkippedWithTheReason) {
  Campaign campaign = made_up_campaign();
  campaign.experiment.allocators.push_back("jemalloc");
  campaign.catalog.unbuilt["jemalloc"] = "libjemalloc was not found";
  campaign.plan = expand(campaign.experiment, campaign.catalog, campaign.topology);
  Store store = Store::open(folder_ / "store.db");
  const OpenedRun run = open(store, campaign);
  TrialHost host = made_up_host();
  host.ask_demand = [](const Cell& cell) { return Demand{cell.layout == "boxed" ? 900 : 100, 0.1}; };
  host.available_memory = [] { return std::int64_t{1500}; };  // one boxed worker fits, two do not
  ASSERT_EQ(conduct(campaign, store, run, host), StopReason::complete);

  std::map<Outcome, int> outcomes;
  for (const StoredTrial& trial : store.load(run.id).trials) {
    ++outcomes[trial.result.outcome];
    if (trial.result.outcome == Outcome::skipped_allocator) {
      EXPECT_EQ(trial.result.message, "libjemalloc was not found");
    }
    if (trial.result.outcome == Outcome::skipped_memory) {
      EXPECT_NE(trial.result.message.find("1.76 KiB"), std::string::npos)
          << trial.result.message;  // 2 × 900 bytes
    }
  }
  EXPECT_EQ(outcomes[Outcome::skipped_allocator], 4 * blocks);
  EXPECT_EQ(outcomes[Outcome::skipped_memory], 3 * blocks);  // boxed at P = 2: two allocators and the twin
  EXPECT_EQ(outcomes[Outcome::complete], 7 * blocks);
}

TEST_F(PipelineTest, WorkersAloneRotateOverTheCpus) {
  const Campaign campaign = made_up_campaign();
  std::map<int, int> trials_on_cpu;
  Store store = Store::open(folder_ / "store.db");
  TrialHost host = made_up_host();
  host.run_trial = [&](const TrialOrder& order) {
    if (order.cell.workers == 1) ++trials_on_cpu[order.cpus.at(0)];
    return made_up_trial(order, calls_++);
  };
  ASSERT_EQ(conduct(campaign, store, open(store, campaign), host), StopReason::complete);
  EXPECT_EQ(trials_on_cpu, (std::map<int, int>{{0, 5 * blocks / 2}, {1, 5 * blocks / 2}}));
}

}  // namespace
}  // namespace allocscale
