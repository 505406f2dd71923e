// Is a run deleted whole, and nothing else?
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "harness/base/error.hpp"
#include "harness/store/measure_lock.hpp"
#include "harness/store/store.hpp"
#include "harness/store/wanted_run.hpp"
#include "tests/unit/store/planted.hpp"
#include "tests/unit/store/store_folder.hpp"

namespace allocscale {
namespace {

using namespace allocscale::testing;

// A whole run under this head, with everything that a run can have.
RunId whole_run(Store& store, const RunHead& head) {
  const RunId run = store.open_run(head, true).id;
  for (const PlannedTrial& place : planted_places(2))
    EXPECT_TRUE(store.record(run, place, planted_result(place), 0, false));
  store.record_block(run, 0, BlockStatus::counts);
  EXPECT_TRUE(store.record_stop_check(run, {}));
  return run;
}

// Another machine, cell and build than planted_head().
RunHead other_head() {
  RunHead head = planted_head();
  head.run.machine = planted_machine(true);
  for (Cell& cell : head.run.cells) cell.size += 1;
  head.run.builds[0].version = "another";
  return head;
}

// Every table that a run's rows are in, and how many rows it has.
std::string row_counts(const std::filesystem::path& path) {
  std::string counts;
  for (const char* table : {"run", "run_cell", "run_build", "run_kernel", "run_layout", "run_baseline_level",
                            "run_event", "run_published", "settled_block", "look", "trial", "worker",
                            "sample", "cell", "allocator_build", "machine", "machine_cache"})
    counts += fmt::format("{} {}\n", table, number(path, fmt::format("SELECT count(*) FROM {}", table)));
  return counts;
}

TEST(DeleteRuns, leaves_the_store_as_if_the_run_had_never_been) {
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  const RunId kept = whole_run(store, planted_head());
  const std::string before = row_counts(folder / "s.db");
  const RunId one = whole_run(store, other_head());
  const RunId two = whole_run(store, planted_head());
  EXPECT_NE(row_counts(folder / "s.db"), before);
  EXPECT_EQ(store.delete_runs(std::vector{one, two}, 5), 2 * planted_places(2).size());
  EXPECT_EQ(row_counts(folder / "s.db"), before);
  ASSERT_EQ(store.runs().size(), 1U);
  EXPECT_EQ(store.runs()[0].id, kept);
  EXPECT_EQ(first_wrong_trial(store, kept), "");
  EXPECT_EQ(number(folder / "s.db", "SELECT count(*) FROM pragma_foreign_key_check"), 0);
  EXPECT_EQ(
      number(folder / "s.db", "SELECT trials FROM deleted_run WHERE run = 2 AND deleted_at_unix_ns = 5"),
      static_cast<std::int64_t>(planted_places(2).size()));
}

TEST(DeleteRuns, no_later_run_gets_the_number) {
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  const RunId one = whole_run(store, planted_head());
  EXPECT_EQ(store.delete_runs(std::vector{one}, 5), planted_places(2).size());
  EXPECT_EQ(store.open_run(planted_head(), false).id, one + 1);
  EXPECT_EQ(store.delete_runs(std::vector<RunId>{one}, 6), 0U) << "it is gone";
}

TEST(DeleteRuns, the_space_is_given_back) {
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  RunHead head = planted_head();
  head.run.question = std::string(1'000'000, 'x');
  const RunId large = store.open_run(head, true).id;
  store.give_back_space();  // the log is in the file
  const auto before = std::filesystem::file_size(folder / "s.db");
  EXPECT_GT(before, 1'000'000U);
  EXPECT_EQ(store.delete_runs(std::vector{large}, 5), 0U);
  store.give_back_space();
  EXPECT_LT(std::filesystem::file_size(folder / "s.db"), before - 900'000);
  store.require_in_place();
}

TEST(Note, is_in_the_list_and_with_what_is_loaded_and_is_replaced) {
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  const RunHead head = planted_head();
  const RunId run = store.open_run(head, false).id;
  EXPECT_EQ(store.load(run).label, (RunLabel{run, head.started_at_unix_ns, ""}));
  store.set_note(run, "before");
  store.set_note(run, "after");
  EXPECT_EQ(store.runs().at(0).note, "after");
  EXPECT_EQ(store.load(run).label, (RunLabel{run, head.started_at_unix_ns, "after"}));
  EXPECT_TRUE(store.open_run(head, false).continued) << "a note is no part of what a run is";
}

TEST(Runs, have_their_blocks_time_and_builds) {
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  const RunId run = store.open_run(planted_head(), false).id;
  std::int64_t measured_ns = 0;
  for (const PlannedTrial& place : planted_places(3)) {
    TrialResult result;
    result.outcome = Outcome::complete;
    result.readings[TrialMetric::trial_ns] = 1'000 + place.block;
    measured_ns += 1'000 + place.block;
    ASSERT_TRUE(store.record(run, place, result, 0, false));
  }
  EXPECT_EQ(store.runs().at(0).blocks_done, 0);
  store.record_block(run, 0, BlockStatus::disturbed);
  store.record_block(run, 1, BlockStatus::counts);
  const RunSummary summary = store.runs().at(0);
  EXPECT_EQ(summary.blocks_done, 2) << "block 2 has as many trials as block 1, which counts";
  EXPECT_EQ(summary.measured_ns, measured_ns);
  EXPECT_EQ(summary.builds, planted_head().run.builds);
  EXPECT_FALSE(summary.precise);
  StopCheck check;
  check.decision = StopDecision::precise;
  ASSERT_TRUE(store.record_stop_check(run, check));
  EXPECT_TRUE(store.runs().at(0).precise);
}

TEST(FindRun, a_wrong_number_is_answered_with_those_that_there_are) {
  const StoreFolder folder;
  const auto path = folder / "s.db";
  Store store = Store::open(path);
  const auto refusal = [&](const WantedRun& wanted) -> std::string {
    try {
      static_cast<void>(find_run(store, path, wanted));
    } catch (const RequestError& wrong) {
      return wrong.what();
    }
    return "";
  };
  EXPECT_EQ(refusal({.number = 1}), path.string() + " holds no run 1, nor any other");
  for (int i = 0; i < 6; ++i) static_cast<void>(store.open_run(planted_head(), true));
  static_cast<void>(store.delete_runs(std::vector<RunId>{4}, 0));
  EXPECT_EQ(refusal({.number = 4}),
            path.string() + " holds no run 4; its runs are 1 to 3, 5, 6 (see `allocscale runs`)");
  EXPECT_EQ(find_run(store, path, {.number = 2}), 2);
  EXPECT_EQ(find_run(store, path, {}), 6);
  EXPECT_EQ(find_run(store, path, {"quick", 5}), 5);
  EXPECT_EQ(refusal({"paper", 5}),
            "run 5 of " + path.string() + " is of 'quick', not of 'paper'; give one of the two");
}

TEST(MeasureLock, is_tried_and_looked_at_without_waiting) {
  const StoreFolder folder;
  const auto path = folder / "s.db";
  EXPECT_FALSE(MeasureLock::is_held(path));
  EXPECT_FALSE(std::filesystem::exists(path.string() + ".lock")) << "who looks makes no file";
  {
    const auto lock = MeasureLock::try_acquire(path);
    ASSERT_TRUE(lock);
    EXPECT_TRUE(MeasureLock::is_held(path));
    EXPECT_FALSE(MeasureLock::try_acquire(path));
    EXPECT_EQ(MeasureLock::holder(path), ::getpid());
  }
  EXPECT_FALSE(MeasureLock::is_held(path));
}

}  // namespace
}  // namespace allocscale
