// Does a shell make of the line what it was made of? A real one is asked.
#include "harness/launch/shell_line.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "harness/base/clean_text.hpp"
#include "harness/base/scratch_folder.hpp"
#include "harness/launch/captured_run.hpp"

namespace allocscale {
namespace {

TEST(ShellLineTest, PlainWordsStayPlain) {
  EXPECT_EQ(shell_line({"PATH=/usr/bin:/bin", "PAD="}, {"/opt/runner-glibc", "--size", "40000"}),
            "env -i PATH=/usr/bin:/bin PAD= /opt/runner-glibc --size 40000");
}

TEST(ShellLineTest, AShellGivesEveryCharacterBack) {
  const std::string hard = "a b  'c' \"d\" $HOME `e` \\ * ~ ; & | < > # !\n\tf";
  const std::string line =
      shell_line({"HARD=" + hard}, {"/bin/sh", "-c", "printf '%s|%s' \"$HARD\" \"$1\"", "sh", hard});
  EXPECT_EQ(captured_output({"/bin/sh", "-c", line}, 10), hard + "|" + hard);
}

TEST(ShellLineTest, WhatATerminalWouldObeyIsWrittenInDigits) {
  const std::string hard = "a\x1b[31m \xff\u202e\tb\n\x07";
  const std::string line = shell_line({"HARD=" + hard}, {"/bin/sh", "-c", "printf %s. \"$HARD\""});
  EXPECT_EQ(clean_page(line), line);
  EXPECT_EQ(captured_output({"/bin/sh", "-c", line}, 10), hard + ".");
}

TEST(ShellLineTest, AProgramMayLieInAPathWithAnEqualsSign) {
  const ScratchFolder folder(temporary_folder(), "allocscale=shell");
  const std::filesystem::path program = folder.path() / "sh";
  std::filesystem::create_symlink("/bin/sh", program);
  const std::string line = shell_line({"ONE=1"}, {program.string(), "-c", "printf %s \"$ONE\""});
  EXPECT_EQ(captured_output({"/bin/sh", "-c", line}, 10), "1");
}

TEST(ShellLineTest, NothingIsInherited) {
  EXPECT_EQ(captured_output(
                {"/bin/sh", "-c", "LEAK=1; export LEAK; " + shell_line({"ONE=1"}, {"/usr/bin/env"})}, 10),
            "ONE=1\n");
}

}  // namespace
}  // namespace allocscale
