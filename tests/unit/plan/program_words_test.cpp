#include "harness/plan/program_words.hpp"

#include <gtest/gtest.h>

#include "harness/base/error.hpp"

namespace allocscale {
namespace {

using Words = std::vector<std::string>;

std::string refusal(const ProgramWords& words) {
  try {
    (void)read_program(words);
    return "";
  } catch (const RequestError& wrong) {
    return wrong.what();
  }
}

TEST(SplitWords, PartsAtBlanksAndKeepsWhatIsQuoted) {
  EXPECT_EQ(split_words("--command", "python3  job.py\t-n 3"), (Words{"python3", "job.py", "-n", "3"}));
  EXPECT_EQ(split_words("--command", R"(sh -c 'a "b" | c' "d 'e' \" \\")"),
            (Words{"sh", "-c", R"(a "b" | c)", R"(d 'e' " \)"}));
  EXPECT_EQ(split_words("--command", R"(a\ b '' x""y)"), (Words{"a b", "", "xy"}));
}

TEST(SplitWords, RefusesWhatOnlyAShellDoes) {
  for (const char* text : {"a | b", "a > b", "a; b", "a && b", "$HOME", "`a`", "a *", "~", "a\nb"})
    EXPECT_THROW((void)split_words("--command", text), RequestError) << text;
  EXPECT_THROW((void)split_words("--command", "  "), RequestError);
  EXPECT_THROW((void)split_words("--command", "'a"), RequestError);
}

TEST(ReadProgram, OneCommandIsOneVariantAsItIs) {
  ProgramWords words;
  words.words = {"python3", "job.py"};
  const ProgramTask task = read_program(words);
  EXPECT_EQ(task.name, "python3 job.py");
  ASSERT_EQ(task.variants.size(), 1U);
  EXPECT_EQ(task.variants[0].name, "as it is");
  EXPECT_EQ(task.variants[0].program.words, words.words);
  EXPECT_EQ(task.variants[0].program.expected_statuses, std::vector<int>{0});
}

TEST(ReadProgram, VariantsAreEveryCombinationTheFirstOfEachFirst) {
  ProgramWords words;
  words.commands = {"a {N}", "b"};
  words.vary = {"N=1,2"};
  words.vary_environment = {"M=x,"};
  const ProgramTask task = read_program(words);
  EXPECT_EQ(task.name, several_commands);
  Words names;
  for (const ProgramVariant& variant : task.variants) names.push_back(variant.name);
  EXPECT_EQ(names, (Words{"a {N} N=1 M=x", "a {N} N=1 M=", "a {N} N=2 M=x", "a {N} N=2 M=", "b N=1 M=x",
                          "b N=1 M=", "b N=2 M=x", "b N=2 M="}));
  EXPECT_EQ(task.variants[3].program.words, (Words{"a", "2"}));
  EXPECT_EQ(task.variants[3].program.environment, Words{"M="});
}

TEST(ReadProgram, AShellReadsTheCommandOnlyWhereItIsAskedFor) {
  ProgramWords words;
  words.commands = {"a | b"};
  words.prepare = "c > d";
  words.shell = true;
  const ProgramTask task = read_program(words);
  EXPECT_EQ(task.variants[0].program.words, (Words{"/bin/sh", "-c", "a | b"}));
  EXPECT_EQ(task.prepare, (Words{"/bin/sh", "-c", "c > d"}));
}

TEST(ReadProgram, ALongNameIsCutAndEveryNameIsClean) {
  ProgramWords words;
  words.words = {std::string(100, 'x') + "\x1b[1m"};
  EXPECT_EQ(read_program(words).name.size(), 48U);
  words.name = "a\x1b[1mb";
  EXPECT_EQ(read_program(words).name, "a?[1mb");
}

TEST(ReadProgram, RefusesWhatIsWrongByTheNameOfItsOption) {
  ProgramWords words;
  EXPECT_NE(refusal(words).find("exec: no command"), std::string::npos);
  words.words = {"true"};
  EXPECT_EQ(refusal(words), "");
  const auto with = [&](auto change) {
    ProgramWords changed = words;
    change(changed);
    return refusal(changed);
  };
  EXPECT_NE(with([](ProgramWords& w) { w.vary = {"N"}; }).find("--vary: 'N'"), std::string::npos);
  EXPECT_NE(with([](ProgramWords& w) { w.vary = {"N=1"}; }).find("{N} stands in no command"),
            std::string::npos);
  EXPECT_NE(with([](ProgramWords& w) { w.vary_environment = {"=1"}; }).find("--vary-env: '=1'"),
            std::string::npos);
  EXPECT_NE(with([](ProgramWords& w) { w.expected = "256"; }).find("--expect: '256'"), std::string::npos);
  EXPECT_NE(with([](ProgramWords& w) { w.time = "cpu"; }).find("--time: unknown time 'cpu'"),
            std::string::npos);
  EXPECT_NE(with([](ProgramWords& w) { w.directory = "/nowhere"; }).find("--cwd"), std::string::npos);
}

TEST(IdentityOf, DiffersWhereAnythingThatMattersDoes) {
  ProgramWords words;
  words.words = {"a", "b"};
  const std::string same = identity_of(read_program(words));
  EXPECT_EQ(identity_of(read_program(words)), same);
  words.words = {"a b"};
  EXPECT_NE(identity_of(read_program(words)), same);
  words.words = {"a", "b"};
  words.environment = {"A=1"};
  EXPECT_NE(identity_of(read_program(words)), same);
  words.environment.clear();
  words.time = "reported";
  EXPECT_NE(identity_of(read_program(words)), same);
  words.time = "elapsed";
  words.cleanup = "c";
  EXPECT_NE(identity_of(read_program(words)), same);
}

}  // namespace
}  // namespace allocscale
