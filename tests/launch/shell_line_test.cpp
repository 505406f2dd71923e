// Does a shell make of the line what it was made of? A real one is asked.
#include "harness/launch/shell_line.hpp"

#include <gtest/gtest.h>

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

TEST(ShellLineTest, NothingIsInherited) {
  EXPECT_EQ(captured_output(
                {"/bin/sh", "-c", "LEAK=1; export LEAK; " + shell_line({"ONE=1"}, {"/usr/bin/env"})}, 10),
            "ONE=1\n");
}

}  // namespace
}  // namespace allocscale
