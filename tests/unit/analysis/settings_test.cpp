// What a table is compared with, and what its rows say of the factors: as much as differs within it.
#include <gtest/gtest.h>

#include "harness/analysis/findings.hpp"
#include "harness/selftest/made_trial.hpp"

namespace allocscale {
namespace {

class SettingsTest : public testing::Test {
 protected:
  SettingsTest() {
    dataset.run.experiment = "start-methods";
    dataset.run.baseline = {"boxed", "glibc"};
    dataset.run.capacity = 2;
  }

  Cell& add(const char* layout, const char* allocator, int workers = 1) {
    return dataset.run.cells.emplace_back(made_cell(layout, allocator, workers));
  }

  void run(std::size_t cell, double warm_ns, bool twin = false) {
    MadeValues values;
    values.warm_ns = warm_ns;
    for (int block = 0; block < 20; ++block)
      add_trial(dataset, cell, block, made_result(dataset.run.cells[cell], values), twin);
  }

  std::vector<std::string> settings(std::size_t table) {
    const Findings findings = analyse(dataset);
    std::vector<std::string> said;
    for (const Row& row : findings.tables.at(table).rows) said.push_back(row.setting);
    return said;
  }

  Dataset dataset;
};

using Words = std::vector<std::string>;

// A control runs under none: the plan makes its first cells its baseline, and runs their twin.
TEST_F(SettingsTest, AKernelWithoutTheBaselinesLayoutIsComparedWithItsFirst) {
  add("boxed", "glibc");
  for (const char* allocator : {"glibc", "jemalloc"}) add("none", allocator).kernel = "compute";
  run(1, 100e6);
  run(1, 110e6, true);
  run(2, 80e6);
  const KernelTable table = analyse(dataset).tables.at(1);
  EXPECT_EQ(table.baseline, (Baseline{"none", "glibc"}));
  ASSERT_EQ(table.rows.size(), 3U);
  EXPECT_TRUE(table.rows[0].baseline);
  EXPECT_TRUE(table.rows[1].twin);
  EXPECT_NEAR(table.rows[2].costs[CostOf::allocator].effect.ratio.value.value(), 0.8, 1e-6);
  ASSERT_EQ(table.twin.size(), 1U);
  EXPECT_NEAR(table.twin[0].difference.ratio.value.value(), 1.1, 1e-6);
  EXPECT_EQ(analyse(dataset).tables.at(0).baseline, dataset.run.baseline);
}

TEST_F(SettingsTest, OneOrTwoFactorsAreToldInEveryRow) {
  dataset.run.baseline.levels = {{"start", "exec"}, {"stack", "system"}};
  add("boxed", "glibc");
  add("boxed", "glibc").start = StartMethod::fork;
  add("boxed", "glibc").stack = StackSize::large;
  EXPECT_EQ(settings(0),
            (Words{"start exec, stack system", "start fork, stack system", "start exec, stack large"}));
  EXPECT_EQ(analyse(dataset).tables[0].otherwise, "");
}

TEST_F(SettingsTest, OfMoreARowTellsWhatIsNotTheBaselinesAndTheRestIsSaidOnce) {
  dataset.run.baseline.levels = {{"start", "exec"}, {"stack", "system"}, {"result", "returned"}};
  add("boxed", "glibc").start = StartMethod::fork;
  add("boxed", "glibc").result = ReturnedResult::returned;
  Cell& both = add("boxed", "glibc");
  both.start = StartMethod::fork;
  both.stack = StackSize::large;
  both.result = ReturnedResult::returned;
  const KernelTable table = analyse(dataset).tables[0];
  EXPECT_EQ(table.otherwise, "start exec, stack system, result returned");
  EXPECT_EQ(settings(0), (Words{"", "start fork, result dropped", "start fork, stack large"}));
  EXPECT_TRUE(table.rows[0].baseline);
}

// The control beside them runs at the baseline's levels alone: nothing differs within its table.
TEST_F(SettingsTest, AFactorThatVariesInAnotherTableIsNotToldInThisOne) {
  dataset.run.baseline.levels = {{"start", "exec"}};
  add("boxed", "glibc");
  add("boxed", "glibc").start = StartMethod::fork;
  add("none", "glibc").kernel = "compute";
  EXPECT_EQ(settings(0), (Words{"start exec", "start fork"}));
  EXPECT_EQ(settings(1), (Words{""}));
}

}  // namespace
}  // namespace allocscale
