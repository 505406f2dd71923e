// Variables judged by made-up page faults: obeyed, not seen to act, not tried, known to nobody.
#include "harness/launch/knob_probe.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "harness/base/error.hpp"
#include "harness/launch/knob_words.hpp"

namespace allocscale {
namespace {

constexpr std::int64_t pages = 1000;
constexpr std::uint64_t large = 8'000'000;

Runner made_runner() {
  Runner runner;
  runner.allocator = "made";
  runner.environment = {"LD_PRELOAD=/made.so"};
  runner.knobs = {{"MADE_RESERVE", "4", "", large, large},
                  {"MADE_DELAY", "0", "", 4000, 4000},
                  {"MADE_COLOUR", "", "it prints", 0, 0}};
  runner.arms = {{"retain", true, {"MADE_RESERVE=4GiB"}, "", large, large},
                 {"eager", false, {"MADE_DELAY=0"}, "", 4000, 4000}};
  return runner;
}

bool has(const Runner& runner, const std::string& word) {
  return std::find(runner.environment.begin(), runner.environment.end(), word) != runner.environment.end();
}

// Obeys MADE_RESERVE if it has a unit, and only for large blocks; ignores MADE_DELAY; dies of "boom".
// With MADE_DELAY=20 it gives all back after a while, with MADE_DELAY=25, its default, once.
FaultCount made_count(const Runner& runner, std::uint64_t bytes, std::uint64_t, int pause_ms) {
  EXPECT_TRUE(has(runner, "LD_PRELOAD=/made.so"));
  if (pause_ms > 0) return {pages, pages, 0, has(runner, "MADE_DELAY=20") ? 7 * pages : pages};
  if (has(runner, "MADE_DELAY=boom")) throw SetupError("it was killed");
  if (bytes == large && has(runner, "MADE_RESERVE=4GiB")) return {pages, pages, 0};
  return {pages, pages, bytes == large ? pages : 0};
}

std::optional<bool> says_nothing(const Runner&, const std::string&) { return std::nullopt; }
const KnobWitnesses mute = {made_count, says_nothing};

KnobFinding finding(const std::string& name, const std::vector<std::string>& environment,
                    const KnobWitnesses& witnesses = mute) {
  for (const KnobFinding& each : examine_knobs(made_runner(), environment, witnesses))
    if (each.name == name) return each;
  return {};
}

std::string text(const std::string& name, const std::vector<std::string>& environment,
                 const KnobWitnesses& witnesses = mute) {
  return render(finding(name, environment, witnesses), {"MADE_RESERVE", "MADE_DELAY", "MADE_COLOUR"});
}

TEST(KnobProbeTest, EveryDeclaredValueAndEveryArmsIsTriedOnce) {
  const auto findings = examine_knobs(made_runner(), {}, mute);
  ASSERT_EQ(findings.size(), 3U);
  ASSERT_EQ(findings[0].declared.size(), 2U);
  EXPECT_EQ(findings[0].declared[0].value, "4");
  EXPECT_FALSE(findings[0].declared[0].acts());
  EXPECT_EQ(findings[0].declared[1].value, "4GiB");
  EXPECT_TRUE(findings[0].declared[1].acts());
  EXPECT_EQ(findings[1].declared.size(), 1U);  // the arm's is the declared one
  EXPECT_FALSE(findings[1].declared[0].acts());
  EXPECT_TRUE(findings[2].declared.empty());
  for (const KnobFinding& each : findings) EXPECT_TRUE(each.known && !each.set && each.callers.empty());
}

TEST(KnobProbeTest, TheCallersValueIsTriedAsItIsWritten) {
  EXPECT_EQ(
      text("MADE_RESERVE", {"MADE_RESERVE=4"}),
      "! MADE_RESERVE: set to '4'\n"
      "    with '4': no effect seen: at 7.63 MiB, a warm round "
      "of 1,000 pages takes 1,000 faults, 1,000 without\n"
      "    with '4GiB': obeyed: at 7.63 MiB, a warm round of 1,000 pages takes 0 faults, 1,000 without\n"
      "    to do: unset it, or mind how it is written: MADE_RESERVE=4GiB acts\n");
  EXPECT_NE(text("MADE_RESERVE", {"MADE_RESERVE=4GiB"}).find("to do: unset it, or expect other programs"),
            std::string::npos);
  EXPECT_NE(text("MADE_DELAY", {"MADE_DELAY=5"}).find("to do: unset it: this version is not seen to obey it"),
            std::string::npos);
  EXPECT_NE(text("MADE_DELAY", {"MADE_DELAY=boom"}).find("with 'boom': does not run: it was killed"),
            std::string::npos);
}

TEST(KnobProbeTest, AValueThatActsWithTimeIsNotCalledMisspelt) {
  EXPECT_EQ(
      text("MADE_DELAY", {"MADE_DELAY=20"}),
      "! MADE_DELAY: set to '20'\n"
      "    with '20': obeyed; acts with time: at 8.00 MiB in blocks of 256 B, the rounds after the first "
      "take 7,000 faults when they are 30 ms apart, 0 at once; 1,000 apart without it\n"
      "    with '0': no effect seen: at 3.91 KiB, a warm round of 1,000 pages takes 0 faults, 0 without\n"
      "    to do: unset it, or expect other programs here to differ from allocscale's workers, which do "
      "not inherit it\n");
}

TEST(KnobProbeTest, TheAllocatorIsAskedWhereItAnswers) {
  std::string asked;
  const auto answers = [&asked](bool in_force) {
    return KnobWitnesses{made_count, [&asked, in_force](const Runner& runner, const std::string& setting) {
                           EXPECT_TRUE(has(runner, setting));
                           asked = setting;
                           return std::optional(in_force);
                         }};
  };
  // Its default: no rounds differ from those without it, but those with pauses from those without.
  EXPECT_NE(text("MADE_DELAY", {"MADE_DELAY=25"}, answers(true)).find("with '25': read; acts with time: "),
            std::string::npos);
  EXPECT_EQ(asked, "MADE_DELAY=25");
  const std::string refused = text("MADE_DELAY", {"MADE_DELAY=20"}, answers(false));
  EXPECT_NE(refused.find("with '20': not read: the allocator says that it does not have this value: at "),
            std::string::npos);
  EXPECT_NE(refused.find("to do: unset it: this version is not seen to obey it"), std::string::npos);
  EXPECT_NE(text("MADE_RESERVE", {"MADE_RESERVE=4"}, answers(true)).find("to do: unset it, or expect other"),
            std::string::npos);
}

TEST(KnobProbeTest, AValueInForceThatActsInFewLargeBlocksOnlyIsFoundWithThem) {
  KnobWitnesses large_only = {
      [](const Runner& runner, std::uint64_t bytes, std::uint64_t block_bytes, int pause_ms) {
        const bool acts = pause_ms == 60 && block_bytes == 1 << 20 && has(runner, "MADE_DELAY=20");
        return acts ? FaultCount{pages, pages, pages, 7 * pages} : made_count(runner, bytes, block_bytes, 0);
      },
      [](const Runner&, const std::string&) { return std::optional(true); }};
  EXPECT_NE(
      text("MADE_DELAY", {"MADE_DELAY=20"}, large_only)
          .find("with '20': read; acts with time: at 8.00 MiB in blocks of 1.00 MiB, the rounds after the "
                "first take "),
      std::string::npos)
      << text("MADE_DELAY", {"MADE_DELAY=20"}, large_only);
  large_only.has_setting = says_nothing;  // then it may be another effect of a value that is written wrongly
  EXPECT_NE(text("MADE_DELAY", {"MADE_DELAY=20"}, large_only).find("with '20': no effect seen"),
            std::string::npos);
}

TEST(KnobProbeTest, AValueThatActsAtOnceIsNotTriedWithPauses) {
  const KnobWitnesses no_pauses = {
      [](const Runner& runner, std::uint64_t bytes, std::uint64_t block_bytes, int pause_ms) {
        EXPECT_EQ(pause_ms, 0);
        return made_count(runner, bytes, block_bytes, pause_ms);
      },
      says_nothing};
  EXPECT_TRUE(finding("MADE_RESERVE", {"MADE_RESERVE=4GiB"}, no_pauses).callers.back().acts());
}

TEST(KnobProbeTest, WhatIsNotTriedSaysWhy) {
  EXPECT_EQ(text("MADE_COLOUR", {}),
            "  MADE_COLOUR: not set\n    not tried: it prints\n    to do: nothing\n");
  EXPECT_EQ(text("MADE_COLOUR", {"MADE_COLOUR=red"}).substr(0, 33), "! MADE_COLOUR: set to 'red'\n    n");
}

TEST(KnobProbeTest, AVariableThatNobodyKnowsIsReportedAndAnothersIsNot) {
  const std::vector<std::string> environment = {"MADE_RESERV=4GiB", "OTHER_RESERVE=4GiB", "PATH=/bin"};
  EXPECT_EQ(examine_knobs(made_runner(), environment, mute).size(), 4U);
  EXPECT_EQ(text("MADE_RESERV", environment),
            "! MADE_RESERV: set to '4GiB'\n"
            "    not known: no variable of this allocator has that name\n"
            "    to do: did you mean 'MADE_RESERVE'?\n");
}

TEST(KnobProbeTest, ATenthOfThePagesIsAnEffectInEitherRound) {
  KnobTrial trial;
  trial.without = {pages, pages, 0};
  trial.with = {pages, pages, 100};
  EXPECT_FALSE(trial.acts());
  trial.with.last = 101;
  EXPECT_TRUE(trial.acts());
  trial.with = {pages, 4, 0};  // huge pages
  EXPECT_TRUE(trial.acts());
  trial.failure = "it was killed";
  EXPECT_FALSE(trial.acts());
}

TEST(KnobProbeTest, WithoutAnyVariableItMustCount) {
  const KnobWitnesses none = {
      [](const Runner&, std::uint64_t, std::uint64_t, int) -> FaultCount { throw SetupError("no runner"); },
      says_nothing};
  EXPECT_THROW((void)examine_knobs(made_runner(), {}, none), SetupError);
}

TEST(KnobProbeTest, AVariableOfALevelIsTriedOnceAndDoubtedInOneLine) {
  const auto doubt_of = [](const std::string& variable, const KnobWitnesses& witnesses = mute) {
    const auto found = examine_variable(made_runner(), variable, witnesses);
    return found ? doubt(*found, made_runner()) : "not its own";
  };
  EXPECT_EQ(doubt_of("PYTHONMALLOC=malloc"), "not its own");
  EXPECT_EQ(doubt_of("MADE_RESERVE=4GiB"), "");
  EXPECT_NE(doubt_of("MADE_RESERVE=4").find("does not seem to obey MADE_RESERVE=4: "), std::string::npos);
  EXPECT_NE(doubt_of("MADE_RESERV=4").find("did you mean 'MADE_RESERVE'"), std::string::npos);
  EXPECT_NE(doubt_of("MADE_COLOUR=red").find("was not tried: it prints"), std::string::npos);
  EXPECT_NE(doubt_of("MADE_DELAY=boom").find("does not run with MADE_DELAY=boom: it was killed"),
            std::string::npos);
  const KnobWitnesses denies = {made_count,
                                [](const Runner&, const std::string&) { return std::optional(false); }};
  EXPECT_NE(doubt_of("MADE_RESERVE=4", denies).find("says that it has another value"), std::string::npos);
  const KnobWitnesses agrees = {made_count,
                                [](const Runner&, const std::string&) { return std::optional(true); }};
  EXPECT_EQ(doubt_of("MADE_RESERVE=4", agrees), "");
}

}  // namespace
}  // namespace allocscale
