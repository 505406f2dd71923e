#include "harness/base/text_file.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <exception>
#include <filesystem>
#include <fstream>
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

TEST(FolderOf, IsTheOneThatIsNamedOrTheCurrentOne) {
  EXPECT_EQ(folder_of("a/b/c.db"), "a/b");
  EXPECT_EQ(folder_of("/c.db"), "/");
  EXPECT_EQ(folder_of("c.db"), ".");
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
  EXPECT_THROW((void)hash_file(folder_), SetupError);
}

// More than one piece, and not a whole number of them.
TEST_F(TextFileTest, HashesALongFileAsItsText) {
  std::string text((std::size_t{2} << 20) + 1234, 'x');
  for (std::size_t i = 0; i < text.size(); i += 777) text[i] = static_cast<char>(i);
  write_text(folder_ / "a", text);
  EXPECT_EQ(hash_file(folder_ / "a"), hash_text(text));
}

std::uint64_t address_space_bytes() {
  std::uint64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

// A library may be a sparse file of any size. The child has 32 MiB, the file 128.
TEST_F(TextFileTest, HashesAFileThatDoesNotFitIntoMemory) {
  const std::filesystem::path file = folder_ / "sparse";
  std::ofstream(file).put('x');
  std::filesystem::resize_file(file, std::uintmax_t{128} << 20);
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    const rlim_t most = address_space_bytes() + (std::uint64_t{32} << 20);
    const rlimit limit{most, most};
    if (::setrlimit(RLIMIT_AS, &limit) != 0) ::_exit(2);
    try {
      ::_exit(hash_file(file).size() == 32 ? 0 : 1);
    } catch (const std::exception&) {
      ::_exit(1);
    }
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace allocscale
