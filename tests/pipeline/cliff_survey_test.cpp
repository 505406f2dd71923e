// A survey with made-up allocators: what it probes, what it takes from the store, and what it stores.
#include "harness/conduct/cliff_survey.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <map>

#include "harness/base/error.hpp"

namespace allocscale {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kib = 1024;
constexpr std::uint64_t mib = 1024 * kib;

// Keeps one buffer of any size; gives a growing one back from 100 KiB on.
FaultRound planted_round(BufferUse use, std::uint64_t bytes) {
  const auto pages = static_cast<std::int64_t>(bytes / 4096);
  return {bytes, pages, use == BufferUse::growing && bytes >= 100 * kib ? pages : 0};
}

Runner made_up_allocator(const std::string& name) {
  Runner runner;
  runner.allocator = name;
  runner.version = "1.0";
  runner.library_hash = "hash of " + name;
  return runner;
}

class CliffSurveyTest : public testing::Test {
 protected:
  CliffSurveyTest()
      : folder_(fs::temp_directory_path() / ("cliff_survey_test." + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
    survey_.runners = {made_up_allocator("first"), made_up_allocator("second")};
    survey_.to_bytes = mib;
    host_.probe = [this](const Runner& runner, BufferUse use, std::uint64_t bytes) {
      ++probed_[runner.allocator];
      if (runner.allocator == mute_) throw SetupError("it does not count");
      if (runner.allocator == interrupted_at_) throw Interrupted();
      return planted_round(use, bytes);
    };
    host_.show = [this](const Progress& progress) { shown_.push_back(progress); };
    host_.note = [this](const std::string& line) { notes_.push_back(line); };
  }
  ~CliffSurveyTest() override { fs::remove_all(folder_); }

  SurveyedCliffs run() {
    Store store = Store::open(folder_ / "s.db");
    return survey_cliffs(survey_, machine_, store, host_);
  }

  fs::path folder_;
  CliffSurvey survey_;
  Machine machine_;
  CliffHost host_;
  std::string mute_;
  std::string interrupted_at_;
  std::map<std::string, int> probed_;
  std::vector<Progress> shown_;
  std::vector<std::string> notes_;
};

TEST_F(CliffSurveyTest, EveryAllocatorHasALineForEachUseWithItsCliff) {
  const SurveyedCliffs found = run();
  ASSERT_EQ(found.lines.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) {
    const CliffLine& line = found.lines[i];
    EXPECT_EQ(line.allocator, i < 2 ? "first" : "second");
    EXPECT_EQ(line.version, "1.0");
    EXPECT_EQ(line.library_hash, "hash of " + line.allocator);
    EXPECT_EQ(line.use, i % 2 == 0 ? BufferUse::repeated : BufferUse::growing);
    EXPECT_EQ(line.to_bytes, mib);
    EXPECT_EQ(line.smallest.bytes, smallest_surveyed_bytes);
    ASSERT_EQ(line.cliffs.size(), i % 2);
    if (i % 2 == 0) continue;
    EXPECT_LT(line.cliffs[0].below.bytes, 100 * kib);
    EXPECT_GE(line.cliffs[0].above.bytes, 100 * kib);
  }
  EXPECT_EQ(found.probes, probed_["first"] + probed_["second"]);
  EXPECT_EQ(probed_["first"], probed_["second"]);
  EXPECT_GT(probed_["first"], static_cast<int>(2 * surveyed_sizes(mib)));
}

TEST_F(CliffSurveyTest, EachProbeIsShownBeforeItIsMade) {
  const SurveyedCliffs found = run();
  ASSERT_EQ(shown_.size(), static_cast<std::size_t>(found.probes));
  EXPECT_EQ(shown_.front().total, static_cast<int>(4 * surveyed_sizes(mib)));
  EXPECT_EQ(shown_.front().what, "first, one buffer of 16.0 KiB");
  EXPECT_STREQ(shown_.front().noun, "probes");
  for (std::size_t i = 0; i < shown_.size(); ++i) {
    EXPECT_EQ(shown_[i].done, static_cast<int>(i));
    EXPECT_GT(shown_[i].total, shown_[i].done);
  }
}

TEST_F(CliffSurveyTest, WhatIsStoredIsNotProbedAgainUnlessFresh) {
  const SurveyedCliffs first = run();
  const SurveyedCliffs again = run();
  EXPECT_EQ(again.probes, 0);
  EXPECT_EQ(again.lines, first.lines);
  survey_.fresh = true;
  EXPECT_EQ(run().probes, first.probes);
}

TEST_F(CliffSurveyTest, AnotherLibraryLargestBufferOrMachineIsProbed) {
  const int all = run().probes;
  survey_.runners[0].library_hash = "hash of another build";
  EXPECT_EQ(run().probes, all / 2);
  survey_.to_bytes = 2 * mib;
  EXPECT_GT(run().probes, all);
  machine_.cpu_model = "another";
  EXPECT_GT(run().probes, all);
}

TEST_F(CliffSurveyTest, AnAllocatorThatDoesNotCountIsLeftOutWithTheReason) {
  mute_ = "first";
  const SurveyedCliffs found = run();
  ASSERT_EQ(found.lines.size(), 2U);
  EXPECT_EQ(found.lines[0].allocator, "second");
  EXPECT_EQ(notes_, (std::vector<std::string>{"first, one buffer: it does not count",
                                              "first, a growing buffer: it does not count"}));
}

TEST_F(CliffSurveyTest, AnInterruptedSurveyKeepsItsLinesForTheNextCall) {
  interrupted_at_ = "second";
  EXPECT_THROW((void)run(), Interrupted);
  interrupted_at_.clear();
  const int probed_before = probed_["first"];
  EXPECT_EQ(run().lines.size(), 4U);
  EXPECT_EQ(probed_["first"], probed_before);
}

TEST(LargestSurveyedBytes, IsWhatMemoryAllowsInWholeMiB) {
  EXPECT_EQ(largest_surveyed_bytes(256 * mib, std::nullopt), 256 * mib);
  EXPECT_EQ(largest_surveyed_bytes(256 * mib, 1024 * mib), 256 * mib);
  EXPECT_EQ(largest_surveyed_bytes(256 * mib, 504 * mib), 201 * mib);  // 0.4 of it is 201.6 MiB
  EXPECT_EQ(largest_surveyed_bytes(256 * mib, 1 * mib), smallest_surveyed_bytes);
  EXPECT_EQ(largest_surveyed_bytes(0, std::nullopt), smallest_surveyed_bytes);
}

}  // namespace
}  // namespace allocscale
