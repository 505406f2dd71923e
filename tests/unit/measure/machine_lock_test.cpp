// Can two harnesses measure on one machine at the same time, whoever runs them?
#include "harness/measure/machine_lock.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "harness/base/error.hpp"
#include "harness/base/scratch_folder.hpp"

namespace allocscale {
namespace {

// Nothing when another holds the lock. Another descriptor is another holder, also in this process.
std::optional<MachineLock> try_acquire(const std::filesystem::path& file,
                                       std::optional<LockHolder>* named = nullptr) {
  return MachineLock::acquire(file, [&](const std::optional<LockHolder>& holder) {
    if (named != nullptr) *named = holder;
    return false;
  });
}

const auto nobody = [](const LockHolder& holder) { ADD_FAILURE() << holder.pid; };

class MachineLockTest : public testing::Test {
 protected:
  ScratchFolder folder_{temporary_folder(), "machine-lock"};
  std::filesystem::path file_ = folder_.path() / "lock";
};

TEST_F(MachineLockTest, KeepsOthersOutAndNamesTheHolder) {
  std::optional<MachineLock> lock = try_acquire(file_);
  ASSERT_TRUE(lock);
  std::optional<LockHolder> named;
  EXPECT_FALSE(try_acquire(file_, &named));
  ASSERT_TRUE(named);
  EXPECT_EQ(named->pid, ::getpid());
  EXPECT_NE(named->command.find("measure_test"), std::string::npos) << named->command;
  lock.reset();
  EXPECT_TRUE(try_acquire(file_));
}

TEST_F(MachineLockTest, IsWaitedForUntilItIsFree) {
  std::optional<MachineLock> lock = try_acquire(file_);
  int asked = 0;
  EXPECT_TRUE(MachineLock::acquire(file_, [&](const std::optional<LockHolder>&) {
    if (++asked == 2) lock.reset();
    return true;
  }));
  EXPECT_EQ(asked, 2);
}

TEST_F(MachineLockTest, EveryUserMayOpenItAndNobodyWritesIt) {
  const mode_t before = ::umask(077);
  EXPECT_TRUE(try_acquire(file_));
  ::umask(before);
  struct stat seen {};
  ASSERT_EQ(::stat(file_.c_str(), &seen), 0);
  EXPECT_EQ(seen.st_mode & 0777, 0444U);
}

TEST_F(MachineLockTest, AFileThatIsRemovedMeanwhileKeepsNobodyOut) {
  const std::optional<MachineLock> lock = try_acquire(file_);
  int asked = 0;
  const std::optional<MachineLock> next = MachineLock::acquire(file_, [&](const std::optional<LockHolder>&) {
    std::filesystem::remove(file_);
    return ++asked == 1;
  });
  EXPECT_TRUE(next);
  EXPECT_FALSE(try_acquire(file_)) << "the new file is locked";
}

TEST_F(MachineLockTest, WhoSharesIsToldAndHoldsOffOnlyThoseWhoDoNot) {
  {
    const std::optional<MachineLock> alone = try_acquire(file_);
    pid_t told = 0;
    const MachineLock shared =
        MachineLock::share(file_, [&](const LockHolder& holder) { told = holder.pid; });
    EXPECT_EQ(told, ::getpid());
  }
  ASSERT_TRUE(try_acquire(file_)) << "beside one who measures alone, who shares holds nothing";
  const MachineLock first = MachineLock::share(file_, nobody);
  bool told = false;
  const MachineLock second = MachineLock::share(file_, [&](const LockHolder&) { told = true; });
  EXPECT_TRUE(told);
  EXPECT_FALSE(try_acquire(file_));
}

TEST_F(MachineLockTest, WhatIsNoRegularFileIsRefusedAndLeft) {
  const std::filesystem::path target = folder_.path() / "target";
  std::filesystem::create_symlink(target, file_);
  EXPECT_THROW((void)try_acquire(file_), RequestError);
  EXPECT_FALSE(std::filesystem::exists(target));
  std::filesystem::remove(file_);
  ASSERT_EQ(::mkfifo(file_.c_str(), 0666), 0);
  EXPECT_THROW((void)try_acquire(file_), RequestError);
  EXPECT_THROW((void)try_acquire(folder_.path() / "no" / "lock"), RequestError);
  (void)MachineLock::share(file_, nobody);  // goes on
}

TEST_F(MachineLockTest, TheNullDeviceLocksNothing) {
  const std::optional<MachineLock> one = try_acquire("/dev/null");
  EXPECT_TRUE(one);
  EXPECT_TRUE(try_acquire("/dev/null"));
}

TEST_F(MachineLockTest, AVariableNamesAnotherFile) {
  const char* const before = std::getenv("ALLOCSCALE_MACHINE_LOCK");
  const std::string kept = before == nullptr ? "" : before;
  ::setenv("ALLOCSCALE_MACHINE_LOCK", file_.c_str(), 1);
  EXPECT_EQ(machine_lock_file(), file_);
  ::setenv("ALLOCSCALE_MACHINE_LOCK", "", 1);
  EXPECT_EQ(machine_lock_file().filename(), "allocscale-machine.lock");
  ::setenv("ALLOCSCALE_MACHINE_LOCK", kept.c_str(), 1);
}

}  // namespace
}  // namespace allocscale
