// Where runs are stored when no store is named. This test program lies in no folder with a CMakeCache.txt
// above its own, so it counts as installed.
#include "harness/base/places.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "harness/base/scratch_folder.hpp"

namespace allocscale {
namespace {

namespace fs = std::filesystem;

class DefaultStore : public testing::Test {
 protected:
  void SetUp() override { fs::current_path(folder_.path()); }
  void TearDown() override {
    fs::current_path("/");
    ::setenv("HOME", home_.c_str(), 1);
    ::unsetenv("XDG_DATA_HOME");
  }

 private:
  ScratchFolder folder_{temporary_folder(), "allocscale-places"};
  std::string home_ = std::getenv("HOME") != nullptr ? std::getenv("HOME") : "";
};

TEST_F(DefaultStore, OfAnInstalledProgramIsInTheUsersData) {
  ::setenv("HOME", "/home/u", 1);
  ::unsetenv("XDG_DATA_HOME");
  EXPECT_EQ(default_store(), "/home/u/.local/share/allocscale/allocscale.db");
  ::setenv("XDG_DATA_HOME", "/data", 1);
  EXPECT_EQ(default_store(), "/data/allocscale/allocscale.db");
  ::setenv("XDG_DATA_HOME", "relative", 1);  // to be ignored, says the specification
  EXPECT_EQ(default_store(), "/home/u/.local/share/allocscale/allocscale.db");
  ::unsetenv("HOME");
  EXPECT_EQ(default_store(), "results/allocscale.db");
}

TEST_F(DefaultStore, IsHereWhereThereIsOne) {
  ::setenv("XDG_DATA_HOME", "/data", 1);
  fs::create_directory("results");
  EXPECT_EQ(default_store(), "/data/allocscale/allocscale.db") << "a folder alone may be anybody's";
  std::ofstream("results/allocscale.db") << "";
  EXPECT_EQ(default_store(), "results/allocscale.db");
}

}  // namespace
}  // namespace allocscale
