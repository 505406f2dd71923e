// Does the store stay whole when its writers are many, killed, or out of disk?
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <deque>

#include "harness/base/error.hpp"
#include "harness/base/shuffle.hpp"
#include "harness/store/store.hpp"
#include "tests/unit/store/child_process.hpp"
#include "tests/unit/store/planted.hpp"
#include "tests/unit/store/store_folder.hpp"

namespace allocscale {
namespace {

using namespace allocscale::testing;

std::set<Slot> slots_of(const std::vector<PlannedTrial>& places) {
  std::set<Slot> slots;
  for (const PlannedTrial& place : places) slots.insert(slot_of(place));
  return slots;
}

void expect_whole(const std::filesystem::path& path, RunId run) {
  EXPECT_EQ(integrity(path), "ok");
  Store store = Store::open(path);
  EXPECT_EQ(first_wrong_trial(store, run), "");
}

TEST(ManyWriters, open_a_new_store_at_once) {
  for (int round = 0; round < 10; ++round) {
    const StoreFolder folder;
    const auto path = folder / "sub" / "s.db";
    std::deque<ChildProcess> openers;
    for (int i = 0; i < 4; ++i)
      openers.emplace_back([&](Line& line) {
        line.hear();  // until all are there
        return static_cast<int>(Store::open(path).open_run(planted_head(), false).id);
      });
    for (ChildProcess& opener : openers) opener.line().say("go");
    for (ChildProcess& opener : openers) EXPECT_EQ(opener.wait(), 1) << "round " << round;
    EXPECT_EQ(integrity(path), "ok");
  }
}

// Each has slots of its own and slots that the other wants too: every slot is granted exactly once.
TEST(ManyWriters, of_the_same_and_of_other_slots_store_each_once) {
  const StoreFolder folder;
  const auto path = folder / "s.db";
  const auto places = planted_places(30);
  std::deque<ChildProcess> writers;
  for (int writer = 0; writer < 2; ++writer)
    writers.emplace_back([&, writer](Line& line) {
      line.hear();
      Store store = Store::open(path);
      const RunId run = store.open_run(planted_head(), false).id;
      int granted = 0;
      for (std::size_t i = 0; i < places.size(); ++i) {
        const bool own = static_cast<int>(i % 3) == writer;
        const bool shared = i % 3 == 2;
        if (own || shared)
          granted += store.record(run, places[i], planted_result(places[i]), 0, false) ? 1 : 0;
      }
      line.say(std::to_string(granted));
      return 0;
    });
  for (ChildProcess& writer : writers) writer.line().say("go");
  int granted = 0;
  for (ChildProcess& writer : writers) granted += writer.line().hear_number();
  for (ChildProcess& writer : writers) EXPECT_EQ(writer.wait(), 0);
  EXPECT_EQ(granted, static_cast<int>(places.size()));
  expect_whole(path, 1);
  EXPECT_EQ(Store::open(path).recorded(1), slots_of(places));
}

// Records what is missing, naming each trial once its commit has returned.
int record_missing(const std::filesystem::path& path, const std::vector<PlannedTrial>& places, Line& line) {
  Store store = Store::open(path);
  const RunId run = store.open_run(planted_head(), false).id;
  const std::set<Slot> done = store.recorded(run);
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (done.contains(slot_of(places[i]))) continue;
    if (!store.record(run, places[i], planted_result(places[i]), 0, !done.empty())) return 1;
    line.say(std::to_string(i));
  }
  return 0;
}

TEST(Kill, at_any_moment_leaves_every_committed_trial_whole) {
  const StoreFolder folder;
  const auto path = folder / "s.db";
  const auto places = planted_places(200);
  SplitMix64 random(20);
  std::set<Slot> promised;
  for (int kill = 0; kill < 10; ++kill) {
    ChildProcess harness([&](Line& line) { return record_missing(path, places, line); });
    const auto hear_one = [&] {
      const int heard = harness.line().hear_number();
      if (heard >= 0) promised.insert(slot_of(places[static_cast<std::size_t>(heard)]));
      return heard >= 0;
    };
    for (std::uint64_t trials = random.below(60); trials > 0; --trials) ASSERT_TRUE(hear_one());
    ::usleep(static_cast<useconds_t>(random.below(2000)));
    harness.kill();
    while (hear_one()) continue;
    EXPECT_EQ(harness.wait(), 128 + SIGKILL) << "the child was done before kill " << kill;
    if (promised.empty()) continue;
    expect_whole(path, 1);
    const std::set<Slot> stored = Store::open(path).recorded(1);
    EXPECT_TRUE(std::includes(stored.begin(), stored.end(), promised.begin(), promised.end()))
        << "a committed trial is gone after kill " << kill;
    EXPECT_LE(stored.size(), promised.size() + static_cast<std::size_t>(kill) + 1);
  }
  ChildProcess last([&](Line& line) { return record_missing(path, places, line); });
  while (!last.line().hear().empty()) continue;
  EXPECT_EQ(last.wait(), 0);
  expect_whole(path, 1);
  EXPECT_EQ(Store::open(path).recorded(1), slots_of(places));
}

void limit_file_size(rlim_t bytes) {
  rlimit limit{};
  ::getrlimit(RLIMIT_FSIZE, &limit);
  limit.rlim_cur = bytes;
  ::setrlimit(RLIMIT_FSIZE, &limit);
}

// The file may not grow: the first trial that would make it is refused, and stored once there is room again.
int fill_disk(const std::filesystem::path& path, const std::vector<PlannedTrial>& places, Line& line) {
  ::signal(SIGXFSZ, SIG_IGN);  // a write above the limit then fails with EFBIG
  Store store = Store::open(path);
  const RunId run = store.open_run(planted_head(), false).id;
  limit_file_size(600'000);
  for (const PlannedTrial& place : places) {
    try {
      if (!store.record(run, place, planted_result(place), 0, false)) return 1;
    } catch (const SetupError& error) {
      line.say(error.what());
      line.say(std::to_string(store.recorded(run).size()));
      limit_file_size(RLIM_INFINITY);
      return store.record(run, place, planted_result(place), 0, false) ? 0 : 2;
    }
  }
  return 3;
}

TEST(FullDisk, is_one_line_and_the_trial_is_rolled_back) {
  const StoreFolder folder;
  const auto path = folder / "s.db";
  const auto places = planted_places(200);
  ChildProcess harness([&](Line& line) { return fill_disk(path, places, line); });
  EXPECT_EQ(harness.line().hear(), "cannot write " + path.string() +
                                       ": disk I/O error; what was stored before is kept: make room on its "
                                       "disk or mend it, then give the same command again");
  const int before = harness.line().hear_number();
  EXPECT_EQ(harness.wait(), 0);
  EXPECT_GT(before, 0);
  expect_whole(path, 1);
  EXPECT_EQ(Store::open(path).recorded(1).size(), static_cast<std::size_t>(before) + 1);
}

}  // namespace
}  // namespace allocscale
