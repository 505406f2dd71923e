// Is the copy of a store whole at any time, never behind what it had, and known for what it is?
#include "harness/store/store_copy.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <memory>

#include "harness/base/error.hpp"
#include "tests/unit/store/child_process.hpp"
#include "tests/unit/store/planted.hpp"
#include "tests/unit/store/store_folder.hpp"

namespace allocscale {
namespace {

using namespace testing;
using Path = std::filesystem::path;

RunId plant(Store& store, int blocks, const std::string& experiment = "planted") {
  RunHead head = planted_head();
  head.run.experiment = head.spec_key = experiment;
  const RunId run = store.open_run(head, false).id;
  for (const PlannedTrial& place : planted_places(blocks))
    (void)store.record(run, place, planted_result(place), 7, false);
  return run;
}

std::size_t files_in(const Path& folder) {
  return static_cast<std::size_t>(
      std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()));
}

TEST(StoreCopies, HoldAllAndNeedNoFileBesideThem) {
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  StoreCopy copy(folder / "shared/s.db", "n1");
  const RunId run = plant(store, 2);
  copy.write(store, folder / "s.db");
  const Path made = folder / "shared/s.db";
  EXPECT_EQ(files_in(folder / "shared"), 1U);
  EXPECT_EQ(integrity(made), "ok");
  EXPECT_EQ(number(made, "SELECT count(*) FROM trial"), 10);
  Store read = Store::open_read_only(made);
  EXPECT_EQ(first_wrong_trial(read, run), "");
  EXPECT_FALSE(std::filesystem::exists(made.string() + "-wal"));
}

TEST(StoreCopies, AStoreThatIsGoneIsMadeFromThem) {
  const StoreFolder folder;
  const Path path = folder / "s.db";
  {
    Store store = Store::open(path);
    (void)plant(store, 2);
    StoreCopy(folder / "copy.db", "n1").write(store, path);
  }
  for (const char* const suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + suffix);
  StoreCopy copy(folder / "copy.db", "n1");
  EXPECT_TRUE(copy.restore(path));
  EXPECT_FALSE(copy.restore(path));  // it is there now
  Store store = Store::open(path);
  EXPECT_TRUE(copy.take_in(store).empty());
  RunHead head = planted_head();
  head.run.experiment = head.spec_key = "planted";
  const OpenedRun opened = store.open_run(head, false);
  EXPECT_TRUE(opened.continued);
  EXPECT_EQ(opened.trials, 10U);
  EXPECT_FALSE(StoreCopy(folder / "none.db", "n1").restore(folder / "other.db"));
}

TEST(StoreCopies, OfAnotherExperimentStayBesideWhatIsRun) {
  const StoreFolder folder;
  const Path path = folder / "s.db";
  {
    Store stale = Store::open(folder / "stale.db");
    (void)plant(stale, 1, "another");
    StoreCopy(folder / "copy.db", "n1").write(stale, folder / "stale.db");
  }
  StoreCopy copy(folder / "copy.db", "n1");
  Store store = Store::open(path);
  const RunId run = plant(store, 3);
  ASSERT_EQ(copy.take_in(store).size(), 1U);
  copy.write(store, path);
  Store read = Store::open_read_only(folder / "copy.db");
  EXPECT_EQ(read.runs().size(), 2U);
  EXPECT_EQ(first_wrong_trial(read, run), "");
}

// As two tasks that run the same shard at once.
TEST(StoreCopies, WhatAnotherProcessWroteIsTakenInBeforeItIsReplaced) {
  const StoreFolder folder;
  Store one = Store::open(folder / "one.db"), other = Store::open(folder / "other.db");
  StoreCopy of_one(folder / "copy.db", "n1"), of_other(folder / "copy.db", "n2");
  (void)plant(one, 1, "first");
  of_one.write(one, folder / "one.db");
  (void)plant(other, 2, "second");
  EXPECT_EQ(of_other.take_in(other).size(), 1U);
  of_other.write(other, folder / "other.db");
  ASSERT_EQ(of_one.take_in(one).size(), 2U);
  EXPECT_TRUE(of_one.take_in(one).empty());
  of_one.write(one, folder / "one.db");
  EXPECT_EQ(Store::open_read_only(folder / "copy.db").runs().size(), 2U);
}

TEST(StoreCopies, ProcessesThatUpdateOneAtOnceLoseNothing) {
  const StoreFolder folder;
  std::vector<std::unique_ptr<ChildProcess>> writers;
  for (int number = 0; number < 4; ++number)
    writers.push_back(std::make_unique<ChildProcess>([&folder, number](Line&) {
      const Path path = folder / ("s" + std::to_string(number) + ".db");
      StoreCopy copy(folder / "copy.db", "n1");
      Store store = Store::open(path);
      for (int blocks = 1; blocks <= 5; ++blocks) {
        (void)plant(store, blocks, "of " + std::to_string(number));
        (void)copy.update(store, path);
      }
      return 0;
    }));
  for (const auto& writer : writers) EXPECT_EQ(writer->wait(), 0);
  Store read = Store::open_read_only(folder / "copy.db");
  ASSERT_EQ(read.runs().size(), 4U);
  for (const RunSummary& run : read.runs()) EXPECT_EQ(run.trials, 25U) << run.experiment;
}

TEST(StoreCopies, ThatCannotBeWrittenStayAsTheyWere) {
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  (void)plant(store, 1);
  StoreCopy copy(folder / "copy.db", "n1");
  copy.write(store, folder / "s.db");
  std::filesystem::create_directory(folder / "full");
  EXPECT_THROW(StoreCopy("/dev/null/copy.db", "n1").write(store, folder / "s.db"), SetupError);
  EXPECT_THROW(StoreCopy(folder / "full", "n1").write(store, folder / "s.db"), SetupError);  // a folder
  EXPECT_TRUE(std::filesystem::is_empty(folder / "full"));
  EXPECT_EQ(integrity(folder / "copy.db"), "ok");
  EXPECT_EQ(files_in(folder.path()), 5U);  // the store's three files, its copy and the folder: no draft
}

TEST(StoreCopies, ThatAreNoStoresAreNotBegunFromAndDraftsOfKilledProcessesGo) {
  const StoreFolder folder;
  std::ofstream(folder / "copy.db") << "half of a store";
  EXPECT_THROW((void)StoreCopy(folder / "copy.db", "n1").restore(folder / "s.db"), RequestError);
  EXPECT_FALSE(std::filesystem::exists(folder / "s.db"));
  std::filesystem::remove(folder / "copy.db");
  std::ofstream(folder / "copy.db.allocscale-n1-999999999.tmp") << "x";
  std::ofstream(folder / "copy.db.allocscale-n2-999999999.tmp") << "x";  // of another node, where it may run
  Store store = Store::open(folder / "s.db");
  StoreCopy(folder / "copy.db", "n1").write(store, folder / "s.db");
  EXPECT_FALSE(std::filesystem::exists(folder / "copy.db.allocscale-n1-999999999.tmp"));
  EXPECT_TRUE(std::filesystem::exists(folder / "copy.db.allocscale-n2-999999999.tmp"));
}

TEST(Shards, AndNodesAreGivenBack) {
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  RunHead head = planted_head();
  head.run.node = "n17";
  head.run.shard = Shard{3, 8, 2, "abc"};
  const RunId run = store.open_run(head, false).id;
  EXPECT_EQ(store.load(run).run.node, "n17");
  EXPECT_EQ(store.load(run).run.shard, head.run.shard);
  EXPECT_EQ(store.runs().front().shard, head.run.shard);
  EXPECT_EQ(store.runs().front().node, "n17");
  const RunId whole = store.open_run(planted_head(), true).id;
  EXPECT_EQ(store.load(whole).run.shard, std::nullopt);
}

}  // namespace
}  // namespace allocscale
