// From a plan to its tables with a launcher that is made up: every number that comes out is known before.
#include "harness/cli/conduct.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <string>

#include "harness/analysis/findings.hpp"
#include "harness/base/error.hpp"
#include "harness/plan/expand.hpp"
#include "harness/report/format.hpp"

namespace allocscale {
namespace {

constexpr int blocks = 20;

Runner made_up_runner(const std::string& name) {
  Runner runner;
  runner.allocator = name;
  runner.path = "/made/up/runner-" + name;
  KernelOffer kernel;
  kernel.name = "concat";
  kernel.kind = "list";
  kernel.small = 1000;
  kernel.largest = 1'000'000;
  kernel.small_iterations = 2;
  kernel.layouts = {{"boxed", "", ""}, {"contiguous", "", ""}};
  runner.kernels = {kernel};
  return runner;
}

Campaign made_up_campaign() {
  Campaign campaign;
  campaign.experiment.name = "made-up";
  campaign.experiment.kernels = {"concat"};
  campaign.experiment.layouts = {"boxed", "contiguous"};
  campaign.experiment.allocators = {"glibc", "mimalloc"};
  campaign.experiment.sizes = {{"small", 0}};
  campaign.experiment.workers = {{false, 1}, {false, 2}};
  campaign.experiment.baseline = {"boxed", "glibc"};
  campaign.experiment.blocks = blocks;
  campaign.catalog.runners = {made_up_runner("glibc"), made_up_runner("mimalloc")};
  campaign.topology = {{{0, 0, 0, 0, 0}, {1, 1, 0, 0, 0}}, 2};
  campaign.plan = expand(campaign.experiment, campaign.catalog, campaign.topology);
  return campaign;
}

// Boxed takes 100 ms alone, contiguous 40; with glibc two workers take half as long again. A cold iteration
// takes ten times as long and must not count. A tenth of a permille of jitter, by block, keeps the variance
// from being 0.
std::int64_t planted_ns(const TrialOrder& order, int call, int iteration) {
  const std::int64_t alone = order.cell.layout == "boxed" ? 100'000'000 : 40'000'000;
  const bool loses = order.cell.allocator == "glibc" && order.cell.workers == 2;
  const std::int64_t warm = (loses ? alone * 3 / 2 : alone) + (call % 2 == 0 ? alone / 10'000 : 0);
  return iteration == 0 ? warm * 10 : warm;
}

TrialResult made_up_trial(const TrialOrder& order, int call) {
  TrialResult result;
  result.outcome = Outcome::complete;
  for (int w = 0; w < order.cell.workers; ++w) {
    WorkerResult worker;
    worker.worker = w;
    worker.cpu = order.cpus.at(static_cast<std::size_t>(w));
    worker.checksum = "0123456789abcdef";
    for (int i = 0; i < order.cell.iterations; ++i) {
      for (const Phase phase : {Phase::build, Phase::operate, Phase::teardown}) {
        Sample sample;
        sample.worker = w;
        sample.iteration = i;
        sample.phase = phase;
        sample.readings[PhaseMetric::wall_ns] = phase == Phase::operate ? planted_ns(order, call, i) : 0;
        sample.readings[PhaseMetric::minor_faults] = phase == Phase::build ? 7 : 0;
        worker.samples.push_back(sample);
      }
    }
    result.workers.push_back(worker);
  }
  return result;
}

// A folder of its own, removed at the end.
class PipelineTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("allocscale-pipeline-" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  World made_up_world() {
    World world;
    world.run_trial = [this](const TrialOrder& order) {
      now_ += 1;
      return made_up_trial(order, calls_++);
    };
    world.available_memory = [] { return std::int64_t{1} << 40; };
    world.ask_demand = [](const Cell&) { return Demand{1 << 20, 0.1}; };
    world.steady_seconds = [this] { return now_; };
    world.unix_ns = [this] { return static_cast<std::int64_t>(now_ * 1e9); };
    world.interrupted = [] { return false; };
    world.advance = [this](const Advance& advance) { last_ = advance; };
    return world;
  }

  OpenedRun open(Store& store, const Campaign& campaign) {
    RunHead head;
    head.spec_key = head.experiment = campaign.experiment.name;
    head.baseline = campaign.experiment.baseline;
    head.blocks_wanted = campaign.experiment.blocks;
    head.seed = 42;
    head.capacity = campaign.topology.capacity;
    head.cells = campaign.plan.cells;
    return store.open_run(head, false);
  }

  std::filesystem::path folder_;
  double now_ = 0;
  int calls_ = 0;
  Advance last_;
};

const Row& row_of(const KernelTable& table, const std::string& layout, const std::string& allocator) {
  for (const Row& row : table.rows)
    if (row.layout == layout && row.allocator == allocator && !row.twin) return row;
  throw std::runtime_error("no row " + layout + " " + allocator);
}

TEST_F(PipelineTest, PlantedTimesComeOutOfTheTables) {
  const Campaign campaign = made_up_campaign();
  Store store = Store::open(folder_ / "store.db");
  const OpenedRun run = open(store, campaign);
  ASSERT_EQ(conduct(campaign, store, run, made_up_world()), Ending::complete);

  const Dataset dataset = store.load(run.id);
  // 2 layouts × 2 allocators × 2 numbers of workers, and the twin at both: 10 trials a block.
  ASSERT_EQ(dataset.trials.size(), 10U * blocks);
  EXPECT_EQ(calls_, 10 * blocks);
  EXPECT_EQ(last_.trials_done, last_.trials_total);

  const Findings findings = analyse(dataset);
  ASSERT_EQ(findings.tables.size(), 1U);
  const KernelTable& table = findings.tables.front();
  const Row& glibc = row_of(table, "boxed", "glibc");
  EXPECT_NEAR(*glibc.alone.time_ns.value, 100e6, 0.02e6);
  EXPECT_NEAR(*glibc.together.at(0).slowdown.ratio.value, 1.5, 0.001);
  EXPECT_EQ(glibc.together.at(0).slowdown.verdict, Verdict::loss);
  EXPECT_DOUBLE_EQ(*glibc.alone.minor_faults, 7);
  const Row& mimalloc = row_of(table, "contiguous", "mimalloc");
  EXPECT_NEAR(*mimalloc.together.at(0).slowdown.ratio.value, 1.0, 0.001);
  EXPECT_EQ(mimalloc.together.at(0).slowdown.verdict, Verdict::equivalent);
  EXPECT_NEAR(*mimalloc.cost.ratio.value, 0.4, 0.001);
  EXPECT_EQ(mimalloc.cost.verdict, Verdict::gain);

  const std::string text = find_format("text").render(findings, {});
  EXPECT_NE(text.find("boxed concat of 1,000 takes 1.500× as long with 2 workers as alone"),
            std::string::npos)
      << text;
}

TEST_F(PipelineTest, WhatIsRecordedIsNotRunAgain) {
  const Campaign campaign = made_up_campaign();
  Store store = Store::open(folder_ / "store.db");
  const OpenedRun run = open(store, campaign);
  World world = made_up_world();
  int left = 33;  // cut in the fourth block
  world.interrupted = [&left] { return left-- == 0; };
  ASSERT_EQ(conduct(campaign, store, run, world), Ending::interrupted);
  ASSERT_EQ(calls_, 33);

  const OpenedRun again = open(store, campaign);
  EXPECT_TRUE(again.continued);
  ASSERT_EQ(conduct(campaign, store, again, made_up_world()), Ending::complete);
  EXPECT_EQ(calls_, 10 * blocks);
  int resumed = 0;
  for (const StoredTrial& trial : store.load(run.id).trials) resumed += trial.resumed ? 1 : 0;
  EXPECT_EQ(resumed, 7);  // the rest of the cut block

  const OpenedRun third = open(store, campaign);
  ASSERT_EQ(conduct(campaign, store, third, made_up_world()), Ending::complete);
  EXPECT_EQ(calls_, 10 * blocks);
}

TEST_F(PipelineTest, BudgetEndsBetweenBlocks) {
  Campaign campaign = made_up_campaign();
  campaign.experiment.budget_seconds = 35;  // a trial takes 1 s of the made-up clock, a block 10
  Store store = Store::open(folder_ / "store.db");
  const OpenedRun run = open(store, campaign);
  ASSERT_EQ(conduct(campaign, store, run, made_up_world()), Ending::out_of_budget);
  EXPECT_EQ(calls_, 30);
}

// The planted jitter is a hundredth of a percent: the first look is enough, and says what it saw.
TEST_F(PipelineTest, PrecisionEndsAtTheFirstLookThatIsNarrow) {
  Campaign campaign = made_up_campaign();
  campaign.experiment.blocks = 31;
  campaign.precision = 0.01;
  Store store = Store::open(folder_ / "store.db");
  const OpenedRun run = open(store, campaign);
  World world = made_up_world();
  std::vector<Look> looks;
  world.look = [&looks](const Look& look) { looks.push_back(look); };
  ASSERT_EQ(conduct(campaign, store, run, world), Ending::precise);
  EXPECT_EQ(calls_, 10 * 20);
  ASSERT_EQ(looks.size(), 1U);
  EXPECT_EQ(looks[0].blocks, 20);
  EXPECT_LT(looks[0].widest.value(), 0.001);
  // The same command finds it precise enough and runs nothing.
  ASSERT_EQ(conduct(campaign, store, open(store, campaign), world), Ending::precise);
  EXPECT_EQ(calls_, 10 * 20);

  campaign.precision = 1e-9;
  looks.clear();
  ASSERT_EQ(conduct(campaign, store, open(store, campaign), world), Ending::complete);
  EXPECT_EQ(calls_, 10 * 31);
  ASSERT_EQ(looks.size(), 3U);  // after 20, 25 and 30 blocks
  EXPECT_EQ(looks[2].blocks, 30);
}

TEST_F(PipelineTest, CellsThatCannotRunAreSkippedWithTheReason) {
  Campaign campaign = made_up_campaign();
  campaign.experiment.allocators.push_back("jemalloc");
  campaign.catalog.unbuilt["jemalloc"] = "libjemalloc was not found";
  campaign.plan = expand(campaign.experiment, campaign.catalog, campaign.topology);
  Store store = Store::open(folder_ / "store.db");
  const OpenedRun run = open(store, campaign);
  World world = made_up_world();
  world.ask_demand = [](const Cell& cell) { return Demand{cell.layout == "boxed" ? 900 : 100, 0.1}; };
  world.available_memory = [] { return std::int64_t{1500}; };  // one boxed worker fits, two do not
  ASSERT_EQ(conduct(campaign, store, run, world), Ending::complete);

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
  World world = made_up_world();
  world.run_trial = [&](const TrialOrder& order) {
    if (order.cell.workers == 1) ++trials_on_cpu[order.cpus.at(0)];
    return made_up_trial(order, calls_++);
  };
  ASSERT_EQ(conduct(campaign, store, open(store, campaign), world), Ending::complete);
  EXPECT_EQ(trials_on_cpu, (std::map<int, int>{{0, 5 * blocks / 2}, {1, 5 * blocks / 2}}));
}

}  // namespace
}  // namespace allocscale
