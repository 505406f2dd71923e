// Runners are found by their names and believed by their answers.
#include "harness/launch/discovery.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "harness/base/error.hpp"
#include "harness/base/file_hash.hpp"
#include "harness/base/text_file.hpp"

namespace allocscale {
namespace {

namespace fs = std::filesystem;

// A script's line that describes an allocator.
std::string answer(const std::string& name, const std::string& library = "") {
  return R"(echo '{"event":"allocator","description":"","owner":"","version":"","plain":0,"name":")" + name +
         R"(","library":")" + library + R"("}')";
}

class DiscoveryTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "allocscale-runners-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  void script(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << "#!/bin/sh\n" << text << "\n";
    fs::permissions(folder_ / name, fs::perms::owner_all);
  }

  fs::path folder_;
};

TEST_F(DiscoveryTest, FindsAndIdentifiesARunner) {
  fs::create_symlink(MISBEHAVING_RUNNER, folder_ / "runner-misbehaving");
  const Catalog catalog = discover_runners(folder_);
  ASSERT_EQ(catalog.runners.size(), 1U);
  EXPECT_TRUE(catalog.unbuilt.empty());
  const Runner& runner = catalog.runners.front();
  EXPECT_EQ(runner.allocator, "misbehaving");
  EXPECT_EQ(runner.path, (folder_ / "runner-misbehaving").string());
  EXPECT_EQ(runner.binary_hash, hash_file(MISBEHAVING_RUNNER));
  EXPECT_NE(find_kernel(runner, "hang-running"), nullptr);

  Cell cell;
  cell.kernel = "ok";
  cell.layout = "every";
  EXPECT_EQ(ask_demand(runner, cell), (Demand{1'000'000, 0.002}));
  cell.kernel = "no-such-kernel";
  try {
    (void)ask_demand(runner, cell);
    FAIL() << "a runner that refuses was believed";
  } catch (const SetupError& error) {
    EXPECT_EQ(std::string(error.what()), runner.path +
                                             " --predict no-such-kernel every 0: it exited with status 2: "
                                             "there is no such kernel");
  }
}

TEST_F(DiscoveryTest, WhatDoesNotDescribeItselfIsSilentWithTheCause) {
  script("runner-good", answer("good"));
  script("runner-broken", "echo missing library >&2; exit 127");
  script("runner-chatty", "echo hello");
  script("runner-alias", answer("other"));
  script("runner-lost", answer("lost", "/nonexistent.so"));
  const Catalog catalog = discover_runners(folder_);
  EXPECT_EQ(catalog.runners.size(), 1U);
  EXPECT_TRUE(catalog.unbuilt.empty());
  ASSERT_EQ(catalog.silent.size(), 4U);
  const auto reason = [&](const std::string& name) { return catalog.silent.at(name); };
  EXPECT_NE(reason("broken").find("it exited with status 127: missing library"), std::string::npos)
      << reason("broken");
  EXPECT_NE(reason("chatty").find("got 'hello'"), std::string::npos) << reason("chatty");
  EXPECT_NE(reason("alias").find("calls itself 'other'"), std::string::npos) << reason("alias");
  EXPECT_NE(reason("lost").find("cannot read /nonexistent.so"), std::string::npos) << reason("lost");
}

TEST_F(DiscoveryTest, WhatIsSilentIsNoReasonToGoOnWithoutIt) {
  script("runner-broken", "exit 1");
  EXPECT_THROW((void)discover_runners(folder_), SetupError);  // none answers
  script("runner-good", answer("good"));
  std::ofstream(folder_ / "runner-left.unbuilt") << "libleft was not found\n";
  const Catalog catalog = discover_runners(folder_);
  EXPECT_THROW((void)why_missing(catalog, "broken"), SetupError);
  EXPECT_EQ(why_missing(catalog, "left"), "libleft was not found");
  EXPECT_EQ(why_missing(catalog, "good"), std::nullopt);
  EXPECT_EQ(allocator_names(catalog), (std::vector<std::string>{"broken", "good", "left"}));
}

// The first time it hangs, the second time it is killed.
TEST_F(DiscoveryTest, WhatGivesNoAnswerIsAskedAgain) {
  const std::string count = (folder_ / "count").string();
  script("runner-slow", "echo >> " + count + "; case $(wc -l < " + count +
                            ") in 1) exec sleep 600;; 2) kill -9 $$;; esac; " + answer("slow"));
  const Catalog catalog = discover_runners(folder_, 0.5);
  ASSERT_EQ(catalog.runners.size(), 1U) << catalog.silent.begin()->second;
  EXPECT_EQ(catalog.runners[0].allocator, "slow");
}

TEST_F(DiscoveryTest, ARefusalIsAnAnswer) {
  const std::string count = (folder_ / "count").string();
  script("runner-good", answer("good"));
  script("runner-refusing", "echo >> " + count + "; exit 2");
  (void)discover_runners(folder_);
  EXPECT_EQ(read_text(count), "\n");
}

TEST_F(DiscoveryTest, OtherFilesAreNoRunnersAndTheOrderIsByName) {
  script("runner-b", answer("b"));
  script("runner-a", answer("a"));
  script("microbench-a", answer("a"));
  std::ofstream(folder_ / "runner-c") << "not executable";
  fs::create_directory(folder_ / "runner-d");
  const Catalog catalog = discover_runners(folder_);
  ASSERT_EQ(catalog.runners.size(), 2U);
  EXPECT_EQ(catalog.runners[0].allocator, "a");
  EXPECT_EQ(catalog.runners[1].allocator, "b");
  EXPECT_TRUE(catalog.unbuilt.empty());
}

TEST_F(DiscoveryTest, WhatTheBuildLeftOutIsUnbuiltWithItsReason) {
  script("runner-a", answer("a"));
  std::ofstream(folder_ / "runner-b.unbuilt") << "libb was not found\n";
  const Catalog catalog = discover_runners(folder_);
  ASSERT_EQ(catalog.runners.size(), 1U);
  EXPECT_EQ(catalog.unbuilt, (std::map<std::string, std::string>{{"b", "libb was not found"}}));
}

TEST_F(DiscoveryTest, AFolderThatIsNotThereIsAnError) {
  EXPECT_THROW((void)discover_runners(folder_ / "nowhere"), SetupError);
}

}  // namespace
}  // namespace allocscale
