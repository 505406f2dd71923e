// Blocks that were replaced are kept and not given out; stop checks are logged once; old stores get statuses.
#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include "harness/base/error.hpp"
#include "harness/store/migrations.hpp"
#include "harness/store/store.hpp"
#include "tests/unit/store/planted.hpp"
#include "tests/unit/store/store_folder.hpp"

namespace allocscale {
namespace {

using namespace testing;

TEST(BlockStatuses, ThoseThatAreReplacedStayInTheFileAndLeaveTheDataset) {
  const StoreFolder folder;
  const auto path = folder / "s.db";
  Store store = Store::open(path);
  const RunId run = store.open_run(planted_head(), false).id;
  const RunId other = store.open_run(planted_head(), true).id;
  for (const PlannedTrial& place : planted_places(4))
    for (const RunId one : {run, other})
      ASSERT_TRUE(store.record(one, place, planted_result(place), 0, false));
  store.record_block(run, 0, BlockStatus::counts);
  store.record_block(run, 1, BlockStatus::disturbed);
  store.record_block(run, 2, BlockStatus::cut);
  store.record_block(run, 0, BlockStatus::cut);  // what was said stands

  const Dataset dataset = store.load(run);
  ASSERT_EQ(dataset.trials.size(), 10U);
  for (const StoredTrial& trial : dataset.trials)
    EXPECT_TRUE(trial.planned.block == 0 || trial.planned.block == 3);
  EXPECT_EQ(dataset.replaced,
            (std::vector<ReplacedBlock>{{1, BlockStatus::disturbed}, {2, BlockStatus::cut}}));
  EXPECT_EQ(store.load(other).trials.size(), 20U);
  EXPECT_TRUE(store.load(other).replaced.empty());
  EXPECT_EQ(store.block_statuses(run).size(), 3U);
  EXPECT_EQ(store.recorded(run).size(), 20U);
  EXPECT_EQ(number(path, "SELECT count(*) FROM trial WHERE run = 1"), 20);
}

TEST(BlockStatuses, TheTrialsOfABlockAreReadWithTheirSamples) {
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  const RunId run = store.open_run(planted_head(), false).id;
  const auto places = planted_places(3);
  for (const PlannedTrial& place : places)
    ASSERT_TRUE(store.record(run, place, planted_result(place), 0, false));
  const auto trials = store.block_trials(run, 1);
  ASSERT_EQ(trials.size(), 5U);
  for (std::size_t i = 0; i < trials.size(); ++i) {
    EXPECT_EQ(slot_of(trials[i].planned), slot_of(places[5 + i]));
    EXPECT_EQ(trials[i].result.readings, planted_result(places[5 + i]).readings);
    EXPECT_EQ(trials[i].result.workers, planted_result(places[5 + i]).workers);
  }
}

TEST(BlockStatuses, AWordThatNoStoreHoldsIsDamage) {
  const StoreFolder folder;
  const auto path = folder / "s.db";
  Store store = Store::open(path);
  const RunId run = store.open_run(planted_head(), false).id;
  SQLite::Database(path, SQLite::OPEN_READWRITE).exec("INSERT INTO settled_block VALUES (1, 0, 'perhaps')");
  EXPECT_THROW(static_cast<void>(store.block_statuses(run)), SetupError);
}

// As the program before this table left it: the last block may be unfinished, those below it are whole.
TEST(BlockStatuses, OfAnOlderStoreAllButTheLastOfEachRunCount) {
  const StoreFolder folder;
  const auto path = folder / "s.db";
  {
    Store store = Store::open(path);
    for (int run = 0; run < 2; ++run) {
      const RunId id = store.open_run(planted_head(), true).id;
      for (const PlannedTrial& place : planted_places(2 + run))
        ASSERT_TRUE(store.record(id, place, {}, 0, false));
    }
  }
  SQLite::Database(path, SQLite::OPEN_READWRITE)
      .exec(
          "ALTER TABLE machine DROP COLUMN ticks_per_second; DROP TABLE settled_block; DROP TABLE look; DROP "
          "TABLE run_kernel; DROP TABLE run_layout; DROP INDEX trial_by_block; ALTER TABLE trial DROP COLUMN "
          "strangers_ns; ALTER TABLE sample DROP COLUMN alone; ALTER TABLE run DROP COLUMN design; ALTER TABLE "
          "trial DROP COLUMN shared_machine; ALTER TABLE worker DROP COLUMN tree_peak_bytes; ALTER TABLE worker "
          "DROP COLUMN processes; ALTER TABLE worker DROP COLUMN unproven; DROP TABLE run_published; "
          "ALTER TABLE run_event DROP COLUMN type; ALTER TABLE run_event DROP COLUMN config1; "
          "DROP TABLE run_fidelity; DROP TABLE run_request; ALTER TABLE run_build DROP "
          "COLUMN settings; ALTER TABLE run DROP COLUMN note; DROP TABLE deleted_run; "
          "ALTER TABLE run DROP COLUMN node; ALTER TABLE run DROP COLUMN shard; ALTER TABLE run DROP COLUMN "
          "shards; ALTER TABLE run DROP COLUMN replicas; ALTER TABLE run DROP COLUMN split; "
          "ALTER TABLE run DROP COLUMN program; ALTER TABLE run DROP COLUMN command; ALTER TABLE run_build DROP "
          "COLUMN arm_variables; "
          "PRAGMA user_version = 9");
  Store store = Store::open(path);
  EXPECT_EQ(store.block_statuses(1), (std::map<int, BlockStatus>{{0, BlockStatus::counts}}));
  EXPECT_EQ(store.block_statuses(2),
            (std::map<int, BlockStatus>{{0, BlockStatus::counts}, {1, BlockStatus::counts}}));
}

TEST(Looks, AreGivenBackInOrderAndOneThatSaysNothingNewIsNotLogged) {
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  const RunId run = store.open_run(planted_head(), false).id;
  const StopCheck first = {20, 61.5, 0.031, 0.02, StopDecision::go_on};
  const StopCheck budget = {22, 80, std::nullopt, 0.02, StopDecision::budget};
  const StopCheck last = {25, 12, 0.019, 0.02, StopDecision::precise};
  for (const StopCheck& check : {first, budget, last}) EXPECT_TRUE(store.record_stop_check(run, check));
  StopCheck later = last;
  later.elapsed_seconds = 1;
  EXPECT_FALSE(store.record_stop_check(run, later));
  EXPECT_EQ(store.load(run).stop_checks, (std::vector{first, budget, last}));
  later.wanted = 0.015;
  later.decision = StopDecision::go_on;
  EXPECT_TRUE(store.record_stop_check(run, later));
  EXPECT_TRUE(store.record_stop_check(run, last));  // said before, but not last
  EXPECT_EQ(store.load(run).stop_checks.size(), 5U);
  EXPECT_TRUE(store.load(store.open_run(planted_head(), true).id).stop_checks.empty());
}

}  // namespace
}  // namespace allocscale
