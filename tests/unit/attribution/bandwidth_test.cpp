// Is a task called bound by bandwidth only where all three signs are there?
#include "harness/attribution/bandwidth.hpp"

#include <gtest/gtest.h>

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
    work.logical_bytes = static_cast<std::int64_t>(cell.kernel == "stream" ? 1e6 : 1e6 * traffic_over_roof);
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

TEST(Bandwidth, IsNotSettledWithoutASizeThatIsCached) {
  EXPECT_EQ(judged({.small_measured = false}), BandwidthVerdict::not_settled);
  EXPECT_EQ(judged({.small_bytes = 2'100'000}), BandwidthVerdict::not_settled)
      << "two CPUs share the cache of 4 MB";
}

}  // namespace
}  // namespace allocscale
