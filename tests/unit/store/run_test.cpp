// When is a run the same run, and what is known of the runs there are?
#include <gtest/gtest.h>

#include <functional>

#include "harness/base/error.hpp"
#include "harness/store/store.hpp"
#include "tests/unit/store/planted.hpp"
#include "tests/unit/store/store_folder.hpp"

namespace allocscale {
namespace {

using namespace allocscale::testing;

TEST(OpenRun, a_run_that_was_cut_is_continued_with_the_seed_it_began_with) {
  const StoreFolder folder;
  RunHead head = planted_head();
  const auto places = planted_places(1);
  {
    Store store = Store::open(folder / "s.db");
    const OpenedRun first = store.open_run(head, false);
    EXPECT_FALSE(first.continued);
    EXPECT_EQ(first.seed, head.run.seed);
    EXPECT_EQ(first.blocks_wanted, 5);
    EXPECT_EQ(first.trials, 0u);
    for (int i = 0; i < 3; ++i)
      ASSERT_TRUE(store.record(first.id, places[static_cast<std::size_t>(i)], {}, 0, false));
  }
  Store store = Store::open(folder / "s.db");
  head.run.seed = 1;
  const OpenedRun again = store.open_run(head, false);
  EXPECT_TRUE(again.continued);
  EXPECT_EQ(again.id, store.newest_run());
  EXPECT_EQ(again.seed, planted_head().run.seed);
  EXPECT_EQ(again.trials, 3u);
  EXPECT_EQ(store.runs().size(), 1u);
}

TEST(OpenRun, more_blocks_raise_what_is_wanted_and_fewer_do_not_lower_it) {
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  RunHead head = planted_head();
  const RunId run = store.open_run(head, false).id;
  head.run.blocks_wanted = 40;
  EXPECT_EQ(store.open_run(head, false).blocks_wanted, 40);
  head.run.blocks_wanted = 20;
  EXPECT_EQ(store.open_run(head, false).blocks_wanted, 40);
  EXPECT_EQ(store.load(run).run.blocks_wanted, 40);
}

TEST(OpenRun, fresh_starts_over_and_is_what_is_continued_next) {
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  RunHead head = planted_head();
  const RunId old = store.open_run(head, false).id;
  head.run.seed = 5;
  const OpenedRun fresh = store.open_run(head, true);
  EXPECT_FALSE(fresh.continued);
  EXPECT_NE(fresh.id, old);
  EXPECT_EQ(fresh.seed, 5u);
  EXPECT_EQ(store.open_run(head, false).id, fresh.id);
}

TEST(DiscardEmptyRun, removes_a_run_without_a_trial_and_no_other) {
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  const RunId kept = store.open_run(planted_head(), false).id;
  ASSERT_TRUE(store.record(kept, planted_places(1).at(0), {}, 0, false));
  const RunId empty = store.open_run(planted_head(), true).id;
  store.record_block(empty, 0, BlockStatus::counts);
  ASSERT_TRUE(store.record_stop_check(empty, {}));
  store.discard_empty_run(empty);
  store.discard_empty_run(kept);
  ASSERT_EQ(store.runs().size(), 1U);
  EXPECT_EQ(store.runs()[0].id, kept);
  EXPECT_EQ(store.open_run(planted_head(), false).id, kept);
  EXPECT_TRUE(store.find_faults().empty());
}

TEST(OpenRun, another_spec_machine_capacity_cell_order_or_build_is_another_run) {
  const std::vector<std::function<void(RunHead&)>> changes = {
      [](RunHead& head) { head.spec_key += "x"; },
      [](RunHead& head) { head.run.machine.kernel = "6.1.1"; },
      [](RunHead& head) { head.run.machine.ticks_per_second = 1000; },
      [](RunHead& head) { head.run.machine.ticks_per_second.reset(); },
      [](RunHead& head) { head.run.capacity = 1; },
      [](RunHead& head) { std::swap(head.run.cells[0], head.run.cells[1]); },
      [](RunHead& head) { head.run.builds[0].library_hash = "ff"; },
  };
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  const RunId run = store.open_run(planted_head(), false).id;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    RunHead head = planted_head();
    changes[i](head);
    EXPECT_FALSE(store.open_run(head, false).continued) << "change " << i;
  }
  EXPECT_EQ(store.open_run(planted_head(), false).id, run);
}

TEST(OpenRun, machines_cells_and_builds_are_stored_once_over_all_runs) {
  const StoreFolder folder;
  {
    Store store = Store::open(folder / "s.db");
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(store.open_run(planted_head(), true).continued);
  }
  EXPECT_EQ(number(folder / "s.db", "SELECT count(*) FROM machine"), 1);
  EXPECT_EQ(number(folder / "s.db", "SELECT count(*) FROM machine_cache"), 2);
  EXPECT_EQ(number(folder / "s.db", "SELECT count(*) FROM cell"), 4);
  EXPECT_EQ(number(folder / "s.db", "SELECT count(*) FROM allocator_build"), 2);
  EXPECT_EQ(number(folder / "s.db", "SELECT count(*) FROM run_cell"), 12);
  EXPECT_EQ(number(folder / "s.db", "SELECT count(*) FROM run_build"), 6);
}

TEST(Runs, are_listed_newest_first) {
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  EXPECT_TRUE(store.runs().empty());
  EXPECT_EQ(store.newest_run(), std::nullopt);
  RunHead head = planted_head();
  const RunId quick = store.open_run(head, false).id;
  head.run.experiment = "paper";
  head.spec_key = "paper";
  head.run.machine = planted_machine(true);
  head.run.cells.pop_back();
  const RunId paper = store.open_run(head, false).id;
  const auto places = planted_places(1);
  TrialResult complete;
  complete.outcome = Outcome::complete;
  ASSERT_TRUE(store.record(quick, places[0], complete, 0, false));
  ASSERT_TRUE(store.record(quick, places[1], {}, 0, false));
  const auto runs = store.runs();
  ASSERT_EQ(runs.size(), 2u);
  EXPECT_EQ(runs[0].id, paper);
  EXPECT_EQ(runs[0].machine, head.run.machine);
  EXPECT_EQ(runs[0].cells, 3u);
  EXPECT_EQ(runs[0].trials, 0u);
  EXPECT_EQ(runs[1].id, quick);
  EXPECT_EQ(runs[1].experiment, "quick");
  EXPECT_EQ(runs[1].started_at_unix_ns, head.started_at_unix_ns);
  EXPECT_EQ(runs[1].blocks_wanted, 5);
  EXPECT_EQ(runs[1].trials, 2u);
  EXPECT_EQ(runs[1].complete_trials, 1u);
  EXPECT_EQ(store.newest_run(), paper);
  EXPECT_EQ(store.newest_run("quick"), quick);
  EXPECT_EQ(store.newest_run("matrix"), std::nullopt);
}

TEST(Runs, a_cell_is_measured_once_a_trial_of_its_own_is_complete) {
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  const RunHead head = planted_head();
  const RunId run = store.open_run(head, false).id;
  TrialResult complete;
  complete.outcome = Outcome::complete;
  const auto record = [&](std::size_t cell, bool twin, const TrialResult& result) {
    PlannedTrial place;
    place.cell = cell;
    place.twin = twin;
    ASSERT_TRUE(store.record(run, place, result, 0, false));
  };
  EXPECT_TRUE(store.measured_cells(run).empty());
  record(0, true, complete);
  record(1, false, {});
  record(2, false, complete);
  EXPECT_EQ(store.measured_cells(run), std::vector<Cell>{head.run.cells[2]});
  EXPECT_TRUE(store.measured_cells(store.open_run(head, true).id).empty());
  EXPECT_TRUE(store.measured_cells(99).empty());
}

TEST(Runs, the_largest_peak_of_a_cell_is_of_its_own_build_and_design) {
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  RunHead head = planted_head();
  const Cell cell = head.run.cells[1];
  const AllocatorBuild build = head.run.builds[1];
  const auto peak = [&](const AllocatorBuild& of) { return store.measured_peak(cell, of, Design::paired); };
  EXPECT_EQ(peak(build), std::nullopt);
  const auto record = [&](RunId run, int block, Outcome outcome, std::int64_t first, std::int64_t second) {
    PlannedTrial place;
    place.cell = 1;
    place.block = block;
    TrialResult result;
    result.outcome = outcome;
    result.workers.resize(3);
    for (int worker = 0; worker < 3; ++worker)
      result.workers[static_cast<std::size_t>(worker)].worker = worker;
    result.workers[0].readings[WorkerMetric::peak_bytes] = first;
    result.workers[1].readings[WorkerMetric::peak_bytes] = second;
    result.workers[2].readings[WorkerMetric::peak_bytes] = 900;
    result.workers[2].sibling = true;
    ASSERT_TRUE(store.record(run, place, result, 0, false));
  };
  const RunId run = store.open_run(head, false).id;
  record(run, 0, Outcome::complete, 100, 120);
  record(run, 1, Outcome::complete, 110, 90);
  record(run, 2, Outcome::failed, 500, 500);
  EXPECT_EQ(peak(build), (MeasuredPeak{120, 2}));
  EXPECT_EQ(store.measured_peak(cell, build, Design::separate), std::nullopt);
  EXPECT_EQ(store.measured_peak(head.run.cells[0], build, Design::paired), std::nullopt);
  head.run.builds[1].library_hash = "another";
  EXPECT_EQ(peak(head.run.builds[1]), std::nullopt);
  record(store.open_run(head, true).id, 0, Outcome::complete, 300, 300);
  EXPECT_EQ(peak(head.run.builds[1]), (MeasuredPeak{300, 1}));
  EXPECT_EQ(peak(build), (MeasuredPeak{120, 2}));
}

TEST(Runs, an_unknown_one_is_refused_in_one_line) {
  const StoreFolder folder;
  const auto path = folder / "s.db";
  Store store = Store::open(path);
  try {
    static_cast<void>(store.load(9));
    FAIL() << "loaded a run that is not there";
  } catch (const RequestError& error) {
    EXPECT_EQ(error.what(), path.string() + " holds no run 9; `allocscale report` prints its newest");
  }
}

TEST(OpenRun, a_build_under_other_settings_is_another_run) {
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  RunHead head = planted_head();
  const RunId plain = store.open_run(head, false).id;
  head.run.builds[0].settings = {"MALLOC_CONF=background_thread:true"};
  const RunId set = store.open_run(head, false).id;
  head.run.builds[0].settings = {"MALLOC_CONF=background_thread:false", "/etc/malloc.conf=narenas:1"};
  const RunId other = store.open_run(head, false).id;
  EXPECT_NE(plain, set);
  EXPECT_NE(set, other);
  EXPECT_EQ(store.open_run(head, false).id, other);
  EXPECT_EQ(store.load(other).run.builds, head.run.builds);
  EXPECT_TRUE(store.load(plain).run.builds[0].settings.empty());
}

}  // namespace
}  // namespace allocscale
