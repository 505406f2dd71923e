// Which files does the harness refuse to preload, before ld.so skips them in silence? This program is an ELF
// file of the right kind: its head, changed in one place each, is every wrong one.
#include <elf.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "harness/launch/shared_library.hpp"

namespace allocscale {
namespace {

namespace fs = std::filesystem;

class PreloadRefusal : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "allocscale-preload-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    std::ifstream own("/proc/self/exe", std::ios::binary);
    head_.resize(64);
    own.read(head_.data(), 64);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path file(const std::string& name, const std::string& bytes) {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return folder_ / name;
  }
  fs::path patched(std::size_t at, int value) {
    std::string bytes = head_;
    bytes[at] = static_cast<char>(value);
    return file("patched.so", bytes);
  }

  fs::path folder_;
  std::string head_;
};

TEST_F(PreloadRefusal, OneOfThisMachineIsTaken) { EXPECT_EQ(preload_refusal(patched(16, ET_DYN)), ""); }

TEST_F(PreloadRefusal, WhatIsNoLibrary) {
  EXPECT_EQ(preload_refusal(folder_ / "missing.so"), "is not there");
  EXPECT_EQ(preload_refusal(folder_), "is no file");
  EXPECT_EQ(preload_refusal(file("text.so", "/* GNU ld script */ INPUT(libx.so.2)")), "is no shared library");
  EXPECT_EQ(preload_refusal(file("empty.so", "")), "is no shared library");
  EXPECT_EQ(preload_refusal(patched(16, ET_REL)), "is no shared library");
}

TEST_F(PreloadRefusal, AnotherArchitecture) {
  const std::string why = "is for another architecture";
  EXPECT_EQ(preload_refusal(patched(EI_CLASS, head_[EI_CLASS] == ELFCLASS64 ? ELFCLASS32 : ELFCLASS64)), why);
  EXPECT_EQ(preload_refusal(patched(EI_DATA, head_[EI_DATA] == ELFDATA2LSB ? ELFDATA2MSB : ELFDATA2LSB)),
            why);
  EXPECT_EQ(preload_refusal(patched(18, head_[18] + 1)), why);
}

TEST_F(PreloadRefusal, APathThatLdSoWouldSplit) {
  EXPECT_NE(preload_refusal(file("a b.so", head_)).find("a space or a colon"), std::string::npos);
  EXPECT_NE(preload_refusal(file("a:b.so", head_)).find("a space or a colon"), std::string::npos);
}

}  // namespace
}  // namespace allocscale
