// Can two harnesses measure on one store at the same time?
#include "harness/store/measure_lock.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/base/error.hpp"
#include "harness/base/text_file.hpp"
#include "tests/unit/store/child_process.hpp"
#include "tests/unit/store/store_folder.hpp"

namespace allocscale {
namespace {

using namespace allocscale::testing;

// Nothing when another process holds the lock.
std::optional<MeasureLock> try_acquire(const std::filesystem::path& store) {
  return MeasureLock::acquire(store, [](std::optional<pid_t>) { return false; });
}

// Takes the lock, says so, and keeps it until it is told to end.
int hold(const std::filesystem::path& store, Line& line) {
  const auto lock = try_acquire(store);
  line.say(lock ? "held" : "refused");
  line.hear();
  return 0;
}

TEST(MeasureLock, keeps_other_processes_out_and_names_the_holder) {
  const StoreFolder folder;
  const auto store = folder / "new" / "s.db";
  ChildProcess holder([&](Line& line) { return hold(store, line); });
  ASSERT_EQ(holder.line().hear(), "held");
  EXPECT_FALSE(try_acquire(store));
  std::optional<pid_t> named;
  EXPECT_FALSE(MeasureLock::acquire(store, [&](std::optional<pid_t> pid) {
    named = pid;
    return false;
  }));
  EXPECT_EQ(named, holder.pid());
  EXPECT_EQ(read_text(store.string() + ".lock"), std::to_string(holder.pid()) + "\n");
}

TEST(MeasureLock, is_waited_for_until_it_is_free) {
  const StoreFolder folder;
  const auto store = folder / "s.db";
  ChildProcess holder([&](Line& line) { return hold(store, line); });
  ASSERT_EQ(holder.line().hear(), "held");
  int asked = 0;
  const auto lock = MeasureLock::acquire(store, [&](std::optional<pid_t>) {
    if (++asked == 2) holder.line().say("end");
    return true;
  });
  EXPECT_TRUE(lock);
  EXPECT_GE(asked, 2);
  EXPECT_EQ(read_text(store.string() + ".lock"), std::to_string(::getpid()) + "\n");
}

TEST(MeasureLock, is_given_up_when_the_waiter_is_told_to) {
  const StoreFolder folder;
  const auto held = try_acquire(folder / "s.db");
  ASSERT_TRUE(held);
  int asked = 0;
  EXPECT_FALSE(MeasureLock::acquire(folder / "s.db", [&](std::optional<pid_t>) { return ++asked < 3; }));
  EXPECT_EQ(asked, 3);
}

TEST(MeasureLock, is_released_when_its_holder_is_killed) {
  const StoreFolder folder;
  const auto store = folder / "s.db";
  ChildProcess holder([&](Line& line) { return hold(store, line); });
  ASSERT_EQ(holder.line().hear(), "held");
  holder.kill();
  holder.wait();
  EXPECT_TRUE(try_acquire(store));
}

TEST(MeasureLock, is_not_kept_by_a_worker_that_outlives_it) {
  const StoreFolder folder;
  const auto store = folder / "s.db";
  auto lock = try_acquire(store);
  ASSERT_TRUE(lock);
  std::string sleep = "/bin/sleep";
  std::string seconds = "100";
  char* const arguments[] = {sleep.data(), seconds.data(), nullptr};
  pid_t worker = 0;
  ASSERT_EQ(::posix_spawn(&worker, sleep.c_str(), nullptr, nullptr, arguments, environ), 0);
  lock.reset();
  EXPECT_TRUE(try_acquire(store));
  ::kill(worker, SIGKILL);
  ::waitpid(worker, nullptr, 0);
}

TEST(MeasureLock, is_one_lock_however_the_store_is_spelt) {
  const StoreFolder folder;
  write_text(folder / "s.db", "");
  std::filesystem::create_symlink(folder / "s.db", folder / "link.db");
  const auto lock = try_acquire(folder / "s.db");
  ASSERT_TRUE(lock);
  EXPECT_FALSE(try_acquire(folder / "link.db"));
  EXPECT_FALSE(try_acquire(folder / "." / "s.db"));
  EXPECT_TRUE(try_acquire(folder / "other.db"));
}

TEST(MeasureLock, that_cannot_be_made_is_refused_in_one_line) {
  const StoreFolder folder;
  std::filesystem::create_directory(folder / "d");
  ::chmod((folder / "d").c_str(), 0555);
  const auto store = folder / "d" / "s.db";
  EXPECT_EQ(as_ordinary_user([&]() -> std::string {
              try {
                return try_acquire(store) ? "locked" : "held";
              } catch (const RequestError& error) {
                return error.what();
              }
            }),
            "cannot lock " + store.string() +
                ".lock: Permission denied; make it writable, or name another store with --store");
  ::chmod((folder / "d").c_str(), 0755);
}

}  // namespace
}  // namespace allocscale
