// What a killed process left is removed, and nothing else.
#include "harness/base/leavings.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <set>
#include <string>

#include "harness/base/scratch_folder.hpp"
#include "harness/base/text_file.hpp"

namespace allocscale {
namespace {

namespace fs = std::filesystem;

// Of a process that has ended.
std::string ended_pid() {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  ::waitpid(child, nullptr, 0);
  return std::to_string(child);
}

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
  return names;
}

class LeavingsTest : public testing::Test {
 protected:
  void make(const std::string& name) const { std::ofstream(folder_.path() / name) << "x"; }

  ScratchFolder folder_{temporary_folder(), "allocscale-leavings"};
};

TEST_F(LeavingsTest, OnlyWhatAnEndedProcessMadeIsRemoved) {
  const std::string ended = ended_pid();
  make("a." + ended + ".tmp");
  fs::create_directory(folder_.path() / ("a." + ended + ".tmq"));
  make("a." + ended + ".tmq/inside");
  make("outside");
  fs::create_symlink(folder_.path() / "outside", folder_.path() / ("a." + ended + ".tms"));
  const std::set<std::string> kept = {"a.1.tmp",
                                      "a." + std::to_string(::getpid()) + ".tmp",
                                      "a." + ended + ".tmpp",
                                      "a." + ended + ".t",
                                      "a." + ended,
                                      "b." + ended + ".tmp",
                                      "a.0.tmp",
                                      "a.-5.tmp",
                                      "a.99999999999999999999.tmp",
                                      "a.x.tmp",
                                      "outside"};
  for (const std::string& name : kept) make(name);
  remove_leavings(folder_.path(), "a.", ".tm?");
  EXPECT_EQ(names_in(folder_.path()), kept);
}

TEST_F(LeavingsTest, ADraftIsRemovedByTheNextAndNoLinkIsFollowed) {
  make("other");
  make("a.md.allocscale-" + ended_pid() + ".tmp");
  fs::create_symlink(folder_.path() / "other",
                     folder_.path() / ("a.md.allocscale-" + std::to_string(::getpid()) + ".tmp"));
  fs::create_symlink(folder_.path() / "other", folder_.path() / "a.md");
  write_text(folder_.path() / "a.md", "new");
  EXPECT_EQ(names_in(folder_.path()), (std::set<std::string>{"a.md", "other"}));
  EXPECT_EQ(read_text(folder_.path() / "other"), "x");
  EXPECT_EQ(read_text(folder_.path() / "a.md"), "new");
}

TEST_F(LeavingsTest, AScratchFolderIsRemovedByTheNext) {
  fs::create_directory(folder_.path() / ("scratch-" + ended_pid() + "-Abc012"));
  make("scratch-1-abcdef");
  const ScratchFolder one(folder_.path(), "scratch");
  const ScratchFolder two(folder_.path(), "scratch");
  EXPECT_EQ(names_in(folder_.path()),
            (std::set<std::string>{one.path().filename().string(), two.path().filename().string(),
                                   "scratch-1-abcdef"}));
}

}  // namespace
}  // namespace allocscale
