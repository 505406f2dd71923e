// Is a task called bound by bandwidth only where all three signs are there?
#include "harness/attribution/bandwidth.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "harness/selftest/made_trial.hpp"
#include "harness/selftest/simulated_facts.hpp"

namespace allocscale {
namespace {

struct Streaming {
  double beside_streams = 1.4;  // T beside streaming siblings over T beside idle ones
  double small_loss = 1.0;      // T(2)/T(1) of the smaller size
  std::int64_t small_bytes = 1'000'000;
  bool small_measured = true;
  double machine = 1;  // T(2)/T(1) of a task that only computes
};

// 100 ms alone, 150 ms together, 0.9 of what stream moves in that time.
Dataset dataset_of(const Streaming& truth) {
  Dataset dataset;
  dataset.run.facts = simulated_facts();
  dataset.run.baseline = {"boxed", "glibc"};
  dataset.run.capacity = 2;
  dataset.run.machine.caches = {{1, "Data", 32'768, 1}, {3, "Unified", 4'000'000, 2}};
  const auto add = [&dataset](Cell cell, double ms, std::int64_t bytes, Siblings siblings = Siblings::self) {
    cell.siblings = siblings;
    dataset.run.cells.push_back(cell);
    for (int block = 0; block < 20; ++block) {
      TrialResult result = made_result(cell, {1e6 * (ms + 0.01 * (block % 3)), 200e6, 300, 900});
      for (WorkerResult& worker : result.workers) {
        worker.readings[WorkerMetric::peak_bytes] = bytes;
        worker.sibling = siblings != Siblings::self && worker.worker > 0;
      }
      add_trial(dataset, dataset.run.cells.size() - 1, block, std::move(result));
    }
  };
  for (const char* allocator : {"glibc", "glibc:retain"}) {
    add(made_cell("boxed", allocator, 1), 100, 50'000'000);
    add(made_cell("boxed", allocator, 2), 150, 50'000'000);
  }
  add(made_cell("boxed", "glibc", 2), 100, 50'000'000, Siblings::idle);
  add(made_cell("boxed", "glibc", 2), 100 * truth.beside_streams, 50'000'000, Siblings::stream);
  Cell probe = made_cell("none", "glibc", 1), small = made_cell("boxed", "glibc", 1);
  probe.kernel = "stream";
  small.size /= 10;
  add(probe, 100, 9'000'000);
  probe.workers = 2;
  add(probe, 150, 9'000'000);
  for (const int workers : {1, 2}) {
    Cell control = made_cell("none", "glibc", workers);
    control.kernel = "compute";
    add(control, workers == 1 ? 50 : 50 * truth.machine, 1'000'000);
  }
  if (!truth.small_measured) return dataset;
  add(small, 10, truth.small_bytes);
  small.workers = 2;
  add(small, 10 * truth.small_loss, truth.small_bytes);
  return dataset;
}

BandwidthVerdict judged(const Streaming& truth, double traffic_over_roof = 0.9) {
  const AskWork ask_work = [traffic_over_roof](const Cell& cell) -> std::optional<DeclaredWork> {
    if (cell.layout.empty() || cell.allocator.empty()) return std::nullopt;  // as a catalog, which has none
    DeclaredWork work;
    work.logical_bytes = static_cast<std::int64_t>(cell.kernel == "stream" ? 1e9 : 1e9 * traffic_over_roof);
    work.element_bytes = 0;
    return work;
  };
  return attribute(dataset_of(truth), ask_work).at(0).bandwidth;
}

TEST(Bandwidth, BindsWhereAllThreeSignsAreThere) {
  EXPECT_EQ(judged({}), BandwidthVerdict::bound);
  EXPECT_EQ(judged({}, 0.7), BandwidthVerdict::not_bound) << "little traffic";
  EXPECT_EQ(judged({.beside_streams = 1.2}), BandwidthVerdict::not_bound)
      << "streams do less than half of it";
  EXPECT_EQ(judged({.small_loss = 1.2}), BandwidthVerdict::not_bound) << "a cached size loses too";
}

// The task loses 50 points. What the machine takes of every task, it takes beside streams and of a cached
// size too.
TEST(Bandwidth, TheMachinesShareIsNoSignForOrAgainst) {
  EXPECT_EQ(judged({.beside_streams = 1.35, .small_loss = 1.35, .machine = 1.35}),
            BandwidthVerdict::not_bound)
      << "streams add nothing to it";
  EXPECT_EQ(judged({.beside_streams = 1.48, .small_loss = 1.35, .machine = 1.35}), BandwidthVerdict::bound)
      << "a cached size loses no more than the machine takes";
}

TEST(Bandwidth, IsNotSettledWithoutASizeThatIsCached) {
  EXPECT_EQ(judged({.small_measured = false}), BandwidthVerdict::not_settled);
  EXPECT_EQ(judged({.small_bytes = 2'100'000}), BandwidthVerdict::not_settled)
      << "two CPUs share the cache of 4 MB";
}

// What copy of 8,000,000 ints was seen to do: 34.6 ms an operation with 2 workers, where stream moves 24.5
// GB/s; its elements' blocks of 48 bytes, read and written back, are 768 MB, its buffers 128 MB.
struct Copying {
  std::string layout = "boxed";
  std::optional<std::int64_t> element_bytes = 768'000'000;
  std::int64_t peak_bytes = 700'000'000;
  std::int64_t faults = 0;  // of one operation
  std::optional<std::string> huge_pages = "madvise";
};

Attribution copied(const Copying& truth) {
  Dataset dataset;
  dataset.run.facts = simulated_facts();
  dataset.run.baseline = {truth.layout, "glibc"};
  dataset.run.capacity = 2;
  dataset.run.machine.caches = {{3, "Unified", 32'000'000, 2}};
  dataset.run.machine.huge_pages = truth.huge_pages;
  const auto add = [&](Cell cell, double operate_ms, std::int64_t bytes, std::int64_t faults) {
    dataset.run.cells.push_back(cell);
    for (int block = 0; block < 20; ++block) {
      TrialResult result = made_result(cell, {2e6 * operate_ms, 200e6, 3 * faults, 900});
      for (WorkerResult& worker : result.workers) worker.readings[WorkerMetric::peak_bytes] = bytes;
      add_trial(dataset, dataset.run.cells.size() - 1, block, std::move(result));
    }
  };
  for (const char* allocator : {"glibc", "glibc:retain"})
    for (const int workers : {1, 2})
      add(made_cell(truth.layout, allocator, workers), workers == 1 ? 25 : 34.6, truth.peak_bytes,
          truth.faults);
  for (const int workers : {1, 2}) {
    Cell probe = made_cell("none", "glibc", workers);
    probe.kernel = "stream";
    add(probe, 16, 9'000'000, 0);
  }
  const AskWork ask_work = [&](const Cell& cell) -> std::optional<DeclaredWork> {
    if (cell.kernel == "stream") return DeclaredWork{.logical_bytes = 392'000'000};  // in 16 ms: 24.5 GB/s
    DeclaredWork work;
    work.logical_bytes = 128'000'000;
    work.element_bytes = truth.element_bytes;
    return work;
  };
  return attribute(dataset, ask_work).at(0);
}

double traffic_of(const Attribution& why) {
  return why.bandwidth_evidence.traffic_over_roof.value().ratio.estimate;
}

TEST(Bandwidth, TheLinesOfTheElementsAreTraffic) {
  const Attribution why = copied({});
  EXPECT_NEAR(traffic_of(why), (128 + 768) / (24.5 * 34.6), 0.001);
  EXPECT_NE(why.bandwidth, BandwidthVerdict::not_bound);
}

TEST(Bandwidth, TrafficOfWhichNothingIsDeclaredIsNotSettled) {
  const Attribution why = copied({.element_bytes = std::nullopt});
  EXPECT_NEAR(traffic_of(why), 128 / (24.5 * 34.6), 0.001);
  EXPECT_EQ(why.bandwidth, BandwidthVerdict::not_settled);
  EXPECT_EQ(copied({.element_bytes = 0}).bandwidth, BandwidthVerdict::not_bound) << "values in place";
}

TEST(Bandwidth, PagesThatAreZeroedAreTraffic) {
  const Attribution why = copied({.element_bytes = 0, .faults = 15'625});
  EXPECT_NEAR(traffic_of(why), (128 + 64) / (24.5 * 34.6), 0.001);
  const Attribution huge = copied({.element_bytes = 0, .faults = 15'625, .huge_pages = "always"});
  EXPECT_NEAR(traffic_of(huge), 128 / (24.5 * 34.6), 0.001);
  EXPECT_EQ(huge.bandwidth, BandwidthVerdict::not_settled) << "a fault may zero 2 MiB";
}

TEST(Bandwidth, WhatFitsInTheCacheIsNoTraffic) {
  const Attribution why = copied({.peak_bytes = 15'000'000, .faults = 1'000});
  EXPECT_NEAR(traffic_of(why), 4.096 / (24.5 * 34.6), 0.0001);
  EXPECT_EQ(why.bandwidth, BandwidthVerdict::not_bound);
  EXPECT_NEAR(traffic_of(copied({.peak_bytes = 17'000'000})), (128 + 768) / (24.5 * 34.6), 0.001)
      << "two CPUs share the cache of 32 MB";
  EXPECT_EQ(traffic_of(copied({.element_bytes = std::nullopt, .peak_bytes = 15'000'000})), 0);
}

}  // namespace
}  // namespace allocscale
