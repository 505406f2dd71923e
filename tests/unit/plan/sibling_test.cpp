// What siblings run, and at which rate they do as much as the kernel.
#include "harness/model/sibling.hpp"

#include <gtest/gtest.h>

#include "harness/base/error.hpp"
#include "harness/selftest/simulated_facts.hpp"

namespace allocscale {
namespace {

constexpr std::int64_t kib = 1024;

Runner runner_of_all() {
  Runner runner;
  for (const auto& [name, facts] : simulated_facts().kernels) {
    KernelOffer& kernel = runner.kernels.emplace_back();
    kernel.name = name;
    kernel.facts = facts;
    const bool list = facts.kind == KernelKind::list;
    kernel.layouts = {{"boxed", "", list ? "" : "no list"}, {"none", "", list ? "no list is made" : ""}};
  }
  return runner;
}

SiblingTask task_of(Siblings siblings, const Topology& topology) {
  Cell cell;
  cell.siblings = siblings;
  return *sibling_task(cell, topology, runner_of_all());
}

TEST(Siblings, CopyHalfOfL2OrFourTimesTheLastLevel) {
  Topology topology;
  topology.l2_bytes = 512 * kib;
  topology.last_level_bytes = 16384 * kib;
  EXPECT_EQ(task_of(Siblings::copy, topology).kernel, "stream");
  EXPECT_EQ(task_of(Siblings::copy, topology).size, 256U * kib / 16);
  EXPECT_EQ(task_of(Siblings::stream, topology).kernel, "stream-slice");
  EXPECT_EQ(task_of(Siblings::stream, topology).size, 4U * 16384 * kib / 16);
  EXPECT_GT(task_of(Siblings::copy, {}).size, 0U) << "a machine that tells no caches";
  EXPECT_GT(task_of(Siblings::stream, {}).size, 100 * task_of(Siblings::copy, {}).size);
}

TEST(Siblings, RunTheKernelThatUsesOneResourceUnderItsOwnLayout) {
  EXPECT_EQ(task_of(Siblings::idle, {}).kernel, "sleep");
  EXPECT_EQ(task_of(Siblings::compute, {}).kernel, "compute");
  EXPECT_EQ(task_of(Siblings::fault, {}).kernel, "fault");
  EXPECT_EQ(task_of(Siblings::fault, {}).layout, "none");
  Cell cell;
  cell.siblings = Siblings::fault;
  EXPECT_THROW((void)sibling_task(cell, {}, {}), SetupError) << "a runner that has no such kernel";
}

TEST(Siblings, AreAllButTheFirstWorker) {
  Cell cell;
  cell.workers = 3;
  EXPECT_FALSE(sibling_task(cell, {}, {}));
  EXPECT_FALSE(is_sibling(cell, 2));
  cell.siblings = Siblings::idle;
  EXPECT_FALSE(is_sibling(cell, 0));
  EXPECT_TRUE(is_sibling(cell, 1));
}

TEST(Siblings, AreMatchedInFaultsOrInBytes) {
  EXPECT_EQ(matched_rate(Siblings::fault, 5000, 1600), 5000);
  EXPECT_EQ(matched_rate(Siblings::copy, 5000, 1600), 100);  // an element is read and written: 16 bytes
  EXPECT_EQ(matched_rate(Siblings::stream, 5000, 1600), 100);
  for (const Siblings other : {Siblings::self, Siblings::idle, Siblings::compute})
    EXPECT_EQ(matched_rate(other, 5000, 1600), std::nullopt);
}

TEST(Siblings, TheCellAloneHasNone) {
  Cell cell{"concat", "boxed", "glibc", 5, 4, 2};
  const Cell plain = [&] {
    Cell one = cell;
    one.workers = 1;
    return one;
  }();
  cell.siblings = Siblings::fault;
  cell.sibling_rate = SiblingRate::matched;
  EXPECT_EQ(alone(cell), plain);
}

}  // namespace
}  // namespace allocscale
