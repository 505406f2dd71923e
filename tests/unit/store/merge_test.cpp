// Does a merged run have everything that it had, once, whatever the order, and nothing where something is
// wrong?
#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <map>

#include "harness/base/error.hpp"
#include "harness/store/store.hpp"
#include "tests/unit/store/planted.hpp"
#include "tests/unit/store/store_folder.hpp"

namespace allocscale {
namespace {

using namespace testing;
using Path = std::filesystem::path;

// A store of one run, with a row in every table that the store's own calls fill.
void plant(const Path& path, int blocks, const Machine& machine = planted_machine()) {
  Store store = Store::open(path);
  RunHead head = planted_head();
  head.run.machine = machine;
  const RunId run = store.open_run(head, false).id;
  for (const PlannedTrial& place : planted_places(blocks))
    (void)store.record(run, place, planted_result(place), 7, false);
  for (int block = 0; block < blocks; ++block) store.record_block(run, block, BlockStatus::counts);
  for (int check = 0; check < blocks; ++check) {
    StopCheck stop;
    stop.blocks = check + 1;
    (void)store.record_stop_check(run, stop);
  }
  store.set_note(run, "planted");
  CliffLine line;
  line.allocator = "glibc";
  line.cliffs.emplace_back();
  store.record_cliffs(machine, line);
}

std::vector<MergedRun> merge(const Path& into, const Path& from) {
  Store store = Store::open(into);
  Store other = Store::open_read_only(from);
  return store.merge(other);
}

// Every row of every table, as text.
std::map<std::string, std::string> contents(const Path& path) {
  SQLite::Database database(path.string());
  std::map<std::string, std::string> all;
  SQLite::Statement tables(database, "SELECT name FROM sqlite_master WHERE type = 'table'");
  while (tables.executeStep()) {
    const std::string table = tables.getColumn(0).getString();
    SQLite::Statement rows(database, "SELECT * FROM " + table + " ORDER BY 1, 2, 3");
    std::string& text = all[table];
    while (rows.executeStep()) {
      for (int i = 0; i < rows.getColumnCount(); ++i)
        text += rows.getColumn(i).isNull() ? "NULL|" : rows.getColumn(i).getString() + "|";
      text += '\n';
    }
  }
  return all;
}

TEST(Merge, IntoAnEmptyStoreGivesTheSameStore) {
  const StoreFolder folder;
  plant(folder / "a.db", 3);
  const auto merged = merge(folder / "all.db", folder / "a.db");
  ASSERT_EQ(merged.size(), 1U);
  EXPECT_EQ(merged[0].trials, 15U);
  EXPECT_FALSE(merged[0].was_there);
  const auto before = contents(folder / "a.db");
  EXPECT_EQ(contents(folder / "all.db"), before);
  for (const char* table : {"machine", "cell", "allocator_build", "trial", "worker", "sample", "look",
                            "settled_block", "cliff_line", "cliff", "run_cell", "run_build"})
    EXPECT_FALSE(before.at(table).empty()) << table << ": nothing was tested of it";
}

TEST(Merge, AgainChangesNothing) {
  const StoreFolder folder;
  plant(folder / "a.db", 3);
  (void)merge(folder / "all.db", folder / "a.db");
  const auto before = contents(folder / "all.db");
  const auto merged = merge(folder / "all.db", folder / "a.db");
  EXPECT_TRUE(merged[0].was_there);
  EXPECT_EQ(merged[0].trials, 0U);
  EXPECT_EQ(contents(folder / "all.db"), before);
}

TEST(Merge, ARunThatWentOnBringsWhatIsNew) {
  const StoreFolder folder;
  plant(folder / "a.db", 2);
  (void)merge(folder / "all.db", folder / "a.db");
  std::filesystem::copy_file(folder / "a.db", folder / "older.db");
  plant(folder / "a.db", 4);
  const auto merged = merge(folder / "all.db", folder / "a.db");
  EXPECT_TRUE(merged[0].was_there);
  EXPECT_EQ(merged[0].trials, 10U);
  (void)merge(folder / "all.db", folder / "older.db");  // which has nothing that is not there
  EXPECT_EQ(contents(folder / "all.db"), contents(folder / "a.db"));
}

TEST(Merge, OneRunOfEachOfTwoMachinesAreTwoRuns) {
  const StoreFolder folder;
  Machine other = planted_machine();
  other.cpus += 6;
  plant(folder / "a.db", 2);
  plant(folder / "b.db", 3, other);
  (void)merge(folder / "all.db", folder / "b.db");
  EXPECT_EQ(merge(folder / "all.db", folder / "a.db")[0].into, 2);
  Store store = Store::open_read_only(folder / "all.db");
  EXPECT_EQ(store.load(1).run.machine.cpus, other.cpus);
  EXPECT_EQ(store.load(1).trials.size(), 15U);
  EXPECT_EQ(store.load(2).run.machine.cpus, other.cpus - 6);
  EXPECT_EQ(store.load(2).trials.size(), 10U);
  EXPECT_EQ(first_wrong_trial(store, 1), "");
  EXPECT_EQ(first_wrong_trial(store, 2), "");
  EXPECT_EQ(number(folder / "all.db", "SELECT count(*) FROM machine"), 2);
  EXPECT_EQ(number(folder / "all.db", "SELECT count(*) FROM cell"), 4);
  EXPECT_EQ(number(folder / "all.db", "SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

TEST(Merge, ANumberOfADeletedRunIsNotGivenAgain) {
  const StoreFolder folder;
  plant(folder / "all.db", 1);
  {
    Store store = Store::open(folder / "all.db");
    const std::vector<RunId> runs = {1};
    (void)store.delete_runs(runs, 0);
  }
  plant(folder / "a.db", 1);
  EXPECT_EQ(merge(folder / "all.db", folder / "a.db")[0].into, 2);
}

TEST(Merge, OfARunWithARowThatIsMissingNothingStays) {
  for (const char* missing : {"machine", "cell", "allocator_build"}) {
    const StoreFolder folder;
    plant(folder / "a.db", 2);
    SQLite::Database(folder / "a.db", SQLite::OPEN_READWRITE)
        .exec(std::string("PRAGMA foreign_keys = OFF; DELETE FROM ") + missing);
    try {
      (void)merge(folder / "all.db", folder / "a.db");
      ADD_FAILURE() << missing;
    } catch (const SetupError& error) {
      EXPECT_NE(std::string(error.what()).find("a.db"), std::string::npos) << error.what();
      EXPECT_NE(std::string(error.what()).find(missing), std::string::npos) << error.what();
    }
    EXPECT_EQ(number(folder / "all.db", "SELECT (SELECT count(*) FROM run) + (SELECT count(*) FROM trial)"),
              0);
  }
}

}  // namespace
}  // namespace allocscale
