// Is the progress shown right, at any width, and is what is left neither made up nor stuck?
#include "harness/report/progress.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "harness/base/unique_fd.hpp"
#include "harness/report/characters.hpp"

namespace allocscale {
namespace {

Progress at(int done, double elapsed, std::optional<double> predicted = 200) {
  return {
      done, 200, elapsed, predicted, "concat boxed glibc × 2", "trials", "block 3/20", WidthSoFar{2, 0.062}};
}

TEST(Progress, WhatIsLeftStartsFromThePredictionAndEndsAtThePace) {
  EXPECT_DOUBLE_EQ(remaining_seconds(at(0, 0)).value(), 200);
  EXPECT_DOUBLE_EQ(remaining_seconds(at(20, 40)).value(), 0.5 * 360 + 0.5 * 180);  // half trusted
  EXPECT_DOUBLE_EQ(remaining_seconds(at(100, 200)).value(), 200);  // twice as slow as predicted
  EXPECT_DOUBLE_EQ(remaining_seconds(at(200, 400)).value(), 0);
  EXPECT_FALSE(remaining_seconds(at(0, 5, std::nullopt)));
  EXPECT_DOUBLE_EQ(remaining_seconds(at(50, 10, std::nullopt)).value(), 30);
}

TEST(Progress, TheBarGivesUpDrawingAndCountsBeforeWhatIsMeasuredAndHowLong) {
  const auto bar = [](int columns) {
    return progress_bar(at(100, 100), TerminalStyle{columns, false, true, true});
  };
  const std::string all =
      "50 %  1 min 40 s, 1 min 40 s left  ±6.2 % after 2 blocks  block 3/20  concat boxed glibc × 2";
  EXPECT_EQ(bar(200), "[██████████░░░░░░░░░░]  100/200  " + all);
  EXPECT_EQ(bar(105), "100/200  " + all);
  EXPECT_EQ(bar(100), all);
  EXPECT_EQ(bar(80), "50 %  1 min 40 s, 1 min 40 s left  ±6.2 % after 2 blocks  block 3/20");
  EXPECT_EQ(bar(60), "50 %  1 min 40 s, 1 min 40 s left  ±6.2 % after 2 blocks");
  EXPECT_EQ(bar(40), "50 %  1 min 40 s, 1 min 40 s left");
}

TEST(Progress, TheBarInAscii) {
  EXPECT_EQ(progress_bar({1, 4, 2, std::nullopt, "×"}, {80, false, false, true}),
            "[#####...............]  1/4  25 %  2 s, 6 s left  x");
}

TEST(Progress, ThePlainLine) {
  EXPECT_EQ(
      progress_line(at(199, 199)),
      "199 of 200 trials (99 %), 3 min 19 s, about 1 s left; ±6.2 % after 2 blocks: block 3/20, concat boxed "
      "glibc × 2");
  EXPECT_EQ(progress_line({0, 200, 0, std::nullopt, ""}), "0 of 200 trials (0 %), 0 s");
  EXPECT_EQ(progress_line({200, 200, 100, std::nullopt, "complete"}),
            "200 of 200 trials in 1 min 40 s: complete");
}

std::string reported(const TerminalStyle& style, const std::vector<Progress>& steps) {
  std::array<int, 2> ends{};
  EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  const UniqueFd reader(ends[0]);
  {
    const UniqueFd writer(ends[1]);
    ProgressReporter reporter(writer.get(), style);
    for (const Progress& step : steps) reporter.show(step);
  }
  std::string text;
  std::array<char, 4096> buffer{};
  for (ssize_t count; (count = ::read(reader.get(), buffer.data(), buffer.size())) > 0;)
    text.append(buffer.data(), static_cast<std::size_t>(count));
  return text;
}

TEST(Progress, PlainLinesComeEveryTenSecondsAtFirstAndAtTheEnd) {
  const TerminalStyle plain{120, false, true, false};
  const std::string text =
      reported(plain, {{0, 3, 0, {}, ""}, {1, 3, 9.9, {}, ""}, {2, 3, 10, {}, ""}, {3, 3, 11, {}, ""}});
  EXPECT_EQ(text,
            "0 of 3 trials (0 %), 0 s\n2 of 3 trials (66 %), 10 s, about 5 s left\n"
            "3 of 3 trials in 11 s\n");
}

TEST(Progress, PlainLinesComeMoreSeldomTheLongerItTakes) {
  std::vector<Progress> steps;
  for (int second = 0; second <= 4 * 3600; ++second)
    steps.push_back({second, 4 * 3600, second * 1.0, {}, ""});
  const std::string text = reported({120, false, true, false}, steps);
  const auto lines = std::count(text.begin(), text.end(), '\n');
  EXPECT_GT(lines, 60);
  EXPECT_LT(lines, 120) << "and not one every ten seconds";
}

TEST(Progress, TheBarIsRedrawnInPlaceAndTakenAway) {
  const TerminalStyle terminal{20, false, true, true};
  EXPECT_EQ(reported(terminal, {{1, 2, 1, {}, ""}}), "\r50 %  1 s, 1 s left\033[K\r\033[K");
  EXPECT_EQ(reported(terminal, {{1, 2, 1, {}, ""}, {2, 2, 1, {}, ""}}), "\r50 %  1 s, 1 s left\033[K\r\033[K")
      << "when all is done nothing more is drawn";
}

TEST(Terminal, APipeIsNoTerminalAndHasNoColours) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  const UniqueFd reader(ends[0]), writer(ends[1]);
  ::setenv("COLUMNS", "57", 1);
  const TerminalStyle style = detect_terminal(writer.get());
  ::setenv("COLUMNS", "wide", 1);
  const TerminalStyle unmeasured = detect_terminal(writer.get());
  ::unsetenv("COLUMNS");
  EXPECT_FALSE(style.terminal);
  EXPECT_FALSE(style.colour);
  EXPECT_TRUE(style.unicode);
  EXPECT_EQ(style.columns, 57);
  EXPECT_EQ(unmeasured.columns, 120);
}

class Pseudoterminal : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"NO_COLOR", "TERM", "COLUMNS", "LC_ALL", "LC_CTYPE", "LANG"}) ::unsetenv(name);
    master = UniqueFd(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
    ASSERT_TRUE(master.open());
    ASSERT_EQ(::grantpt(master.get()), 0);
    ASSERT_EQ(::unlockpt(master.get()), 0);
    terminal = UniqueFd(::open(::ptsname(master.get()), O_RDWR | O_NOCTTY | O_CLOEXEC));
    ASSERT_TRUE(terminal.open());
  }
  UniqueFd master, terminal;
};

TEST_F(Pseudoterminal, HasColoursUnlessToldOtherwise) {
  EXPECT_TRUE(detect_terminal(terminal.get()).terminal);
  EXPECT_TRUE(detect_terminal(terminal.get()).colour);
  ::setenv("NO_COLOR", "1", 1);
  EXPECT_FALSE(detect_terminal(terminal.get()).colour);
  ::setenv("NO_COLOR", "", 1);  // empty is unset, says no-color.org
  EXPECT_TRUE(detect_terminal(terminal.get()).colour);
  ::setenv("TERM", "dumb", 1);
  EXPECT_FALSE(detect_terminal(terminal.get()).colour);
}

TEST_F(Pseudoterminal, SpeaksTheCharacterSetOfTheLocale) {
  EXPECT_TRUE(detect_terminal(terminal.get()).unicode);
  ::setenv("LANG", "C", 1);
  EXPECT_FALSE(detect_terminal(terminal.get()).unicode);
  ::setenv("LC_ALL", "en_GB.utf8", 1);
  EXPECT_TRUE(detect_terminal(terminal.get()).unicode);
}

}  // namespace
}  // namespace allocscale
