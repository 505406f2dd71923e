#include "harness/base/text_file.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <string>

#include "harness/base/error.hpp"
#include "harness/base/file_hash.hpp"

namespace allocscale {
namespace {

class TextFileTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("allocscale-text-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path folder_;
};

TEST_F(TextFileTest, WritesAndReadsBack) {
  const std::string with_zero("one\ntwo\0three", 13);
  write_text(folder_ / "a", with_zero);
  EXPECT_EQ(read_text(folder_ / "a"), with_zero);
  write_text(folder_ / "a", "again");
  EXPECT_EQ(read_text(folder_ / "a"), "again");
}

TEST_F(TextFileTest, MissingIsAbsent) { EXPECT_EQ(read_text(folder_ / "missing"), std::nullopt); }

TEST_F(TextFileTest, FailureNamesTheFileAndLeavesNothing) {
  try {
    write_text(folder_ / "no" / "folder", "text");
    FAIL() << "no error";
  } catch (const SetupError& error) {
    EXPECT_NE(std::string(error.what()).find((folder_ / "no" / "folder").string()), std::string::npos);
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
}

TEST(Trimmed, LosesOnlyTheEnds) {
  EXPECT_EQ(trimmed("  a b\n"), "a b");
  EXPECT_EQ(trimmed(" \n"), "");
}

// XXH3_128bits of the empty input with seed 0, as the format's specification gives it.
TEST(FileHash, EqualsTheReference) {
  EXPECT_EQ(hash_text(""), "99aa06d3014798d86001c324468d497f");
  EXPECT_NE(hash_text("a"), hash_text("b"));
}

TEST_F(TextFileTest, HashesAFileOrSaysThatItCannot) {
  write_text(folder_ / "a", "text");
  EXPECT_EQ(hash_file(folder_ / "a"), hash_text("text"));
  EXPECT_THROW((void)hash_file(folder_ / "missing"), SetupError);
}

}  // namespace
}  // namespace allocscale
