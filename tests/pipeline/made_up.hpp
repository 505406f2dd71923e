// A campaign, a launcher and a clock that are made up: every number that comes out of them is known before.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "harness/conduct/conduct.hpp"
#include "harness/plan/expand.hpp"
#include "harness/selftest/simulated_facts.hpp"

namespace allocscale {

inline constexpr int blocks = 20;

inline Runner made_up_runner(const std::string& name) {
  Runner runner;
  runner.allocator = name;
  runner.path = "/made/up/runner-" + name;
  KernelOffer kernel;
  kernel.name = "concat";
  kernel.facts.kind = KernelKind::list;
  kernel.small = 1000;
  kernel.largest = 1'000'000;
  kernel.small_iterations = 2;
  const Facts facts = simulated_facts();
  kernel.layouts = {{"boxed", "", "", layout_facts(facts, "boxed")},
                    {"contiguous", "", "", layout_facts(facts, "contiguous")}};
  runner.kernels = {kernel};
  return runner;
}

inline Campaign made_up_campaign(Design design = Design::separate) {
  Campaign campaign;
  campaign.experiment.design = design;
  if (design == Design::paired) campaign.experiment.iterations = 4;
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
inline std::int64_t planted_ns(const TrialOrder& order, int call, int iteration) {
  const std::int64_t alone = order.cell.layout == "boxed" ? 100'000'000 : 40'000'000;
  const bool loses = order.cell.allocator == "glibc" && order.cell.workers == 2;
  const std::int64_t warm = (loses ? alone * 3 / 2 : alone) + (call % 2 == 0 ? alone / 10'000 : 0);
  return iteration == 0 ? warm * 10 : warm;
}

inline TrialResult made_up_trial(const TrialOrder& order, int call) {
  TrialResult result;
  result.outcome = Outcome::complete;
  for (int w = 0; w < order.cell.workers; ++w) {
    WorkerResult worker;
    worker.worker = w;
    worker.cpu = order.cpus.at(static_cast<std::size_t>(w));
    worker.checksum = "0123456789abcdef";
    const int iterations =
        order.pairs && w == 0 ? iterations_of_first(order.cell.iterations) : order.cell.iterations;
    TrialOrder own = order;
    for (int i = 0; i < iterations; ++i) {
      const bool held = order.pairs && w == 0 && is_alone(i, *order.pairs);
      own.cell.workers = held ? 1 : order.cell.workers;
      for (const Phase phase : {Phase::build, Phase::operate, Phase::teardown}) {
        Sample sample;
        sample.worker = w;
        sample.iteration = i;
        sample.phase = phase;
        sample.readings[PhaseMetric::wall_ns] = phase == Phase::operate ? planted_ns(own, call, i) : 0;
        sample.readings[PhaseMetric::minor_faults] = phase == Phase::build ? 7 : 0;
        if (order.pairs) sample.alone = held;
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

  TrialHost made_up_host() {
    TrialHost host;
    host.run_trial = [this](const TrialOrder& order) {
      now_ += 1;
      return made_up_trial(order, calls_++);
    };
    host.available_memory = [] { return std::int64_t{1} << 40; };
    host.ask_demand = [](const Cell&) { return Demand{1 << 20, 0.1}; };
    host.steady_seconds = [this] { return now_; };
    host.unix_ns = [this] { return static_cast<std::int64_t>(now_ * 1e9); };
    host.interrupted = [] { return false; };
    host.show = [this](const Progress& progress) { last_ = progress; };
    return host;
  }

  // The call is ended in order before the trial after so many.
  TrialHost interrupted_after(int trials) {
    TrialHost host = made_up_host();
    host.interrupted = [left = trials]() mutable { return left-- == 0; };
    return host;
  }

  OpenedRun open(Store& store, const Campaign& campaign) {
    RunHead head;
    head.spec_key = head.run.experiment = campaign.experiment.name;
    head.run.design = campaign.plan.design;
    head.run.baseline = campaign.experiment.baseline;
    head.run.blocks_wanted = campaign.experiment.blocks;
    head.run.seed = 42;
    head.run.capacity = campaign.topology.capacity;
    head.run.cells = campaign.plan.cells;
    return store.open_run(head, false);
  }

  std::filesystem::path folder_;
  double now_ = 0;
  int calls_ = 0;
  Progress last_;
};

}  // namespace allocscale
