// Specs of programs: several commands in one experiment, and figures that others published.
#include <gtest/gtest.h>

#include <filesystem>

#include "harness/plan/spec.hpp"
#include "tests/unit/plan/samples.hpp"

namespace allocscale {
namespace {

using Names = std::vector<std::string>;

// A spec with what is given ahead of its other tables.
std::string spec_of(const std::string& tables) {
  return "question = \"?\"\n" + tables +
         "[factors]\nallocators = \"all\"\nworkers = [1, \"max\"]\n[baseline]\nallocator = \"glibc\"\n";
}

Experiment parsed(const std::string& tables) { return parse_experiment(spec_of(tables), "/a b/c.toml"); }

std::string refusal(const std::string& tables) {
  return request_error([&] { static_cast<void>(parsed(tables)); });
}

std::string published(const std::string& workers, const std::string& seconds) {
  return "[[command]]\ncommand = \"a\"\n[[published]]\nkernel = \"a\"\ntask = \"t\"\nsource = \"s\"\nworkers = " +
         workers + "\nseconds = " + seconds + "\n";
}

TEST(SpecOfPrograms, EachCommandIsAKernelAndItsVariantsAreLayouts) {
  const Experiment experiment = parsed(
      "[[command]]\nname = \"x\"\ncommand = \"a\"\n"
      "[[command]]\nname = \"y\"\ncommand = \"b {workers}\"\nvary_env = \"N=1,2\"\ntime = \"reported\"\n");
  EXPECT_EQ(experiment.kernels, (Names{"x", "y"}));
  EXPECT_EQ(experiment.layouts, (Names{"as it is", "N=1", "N=2"}));
  EXPECT_EQ(experiment.baseline.layout, "as it is");
  ASSERT_EQ(experiment.programs.size(), 2U);
  EXPECT_FALSE(experiment.programs[0].variants[0].program.reports_time);
  ASSERT_EQ(experiment.programs[1].variants.size(), 2U);
  EXPECT_TRUE(experiment.programs[1].variants[1].program.reports_time);
}

TEST(SpecOfPrograms, OneCommandMayBeATableOrAListOfOne) {
  for (const char* head : {"[command]\n", "[[command]]\n"}) {
    const Experiment experiment = parsed(std::string(head) + "command = \"a\"\n");
    EXPECT_EQ(experiment.kernels, Names{"a"});
  }
}

TEST(SpecOfPrograms, HereIsTheFolderOfTheSpecAndStaysOneWord) {
  const Experiment experiment = parsed(
      "[command]\ncommand = \"run {here}/x -f\"\nprepare = \"make {here}\"\nrequire = \"test {here}\"\n"
      "env = \"AT={here}\"\n");
  const ProgramTask& task = experiment.programs.front();
  EXPECT_EQ(task.variants.front().program.words, (Names{"run", "/a b/x", "-f"}));
  EXPECT_EQ(task.variants.front().program.environment, Names{"AT=/a b"});
  EXPECT_EQ(task.prepare, (Names{"make", "/a b"}));
  EXPECT_EQ(task.needed, (Names{"test", "/a b"}));
}

TEST(SpecOfPrograms, ARelativeSpecHasItsFolderToo) {
  const Experiment experiment = parse_experiment(spec_of("[command]\ncommand = \"{here}/x\"\n"), "c.toml");
  EXPECT_EQ(experiment.programs.front().variants.front().program.words,
            Names{(std::filesystem::current_path() / "x").string()});
}

TEST(SpecOfPrograms, SeveralNeedNamesOfTheirOwn) {
  EXPECT_EQ(refusal("[[command]]\nname = \"x\"\ncommand = \"a\"\n[[command]]\ncommand = \"b\"\n"),
            "/a b/c.toml:5:1: [[command]]: where there are several, each needs a name");
  EXPECT_EQ(
      refusal("[[command]]\nname = \"x\"\ncommand = \"a\"\n[[command]]\nname = \"x\"\ncommand = \"b\"\n"),
      "/a b/c.toml:5:1: [[command]]: 'x' is there already");
}

TEST(SpecOfPrograms, ATimeIsElapsedOrReportedInAnOutputThatIsRead) {
  EXPECT_NE(refusal("[command]\ncommand = \"a\"\ntime = \"cpu\"\n").find("--time: unknown time 'cpu'"),
            std::string::npos);
  EXPECT_NE(refusal("[command]\ncommand = \"a\"\ntime = \"reported\"\noutput = \"discard\"\n")
                .find("--time reported: the time is read from the output"),
            std::string::npos);
}

TEST(SpecOfPublished, ComesWithTheExperiment) {
  const Experiment experiment = parsed(published("[1, 2, 4]", "[1.0, 1.25, 3]"));
  EXPECT_EQ(experiment.published,
            (std::vector<PublishedFigures>{{"a", "t", "s", {1, 2, 4}, {1.0, 1.25, 3.0}}}));
}

TEST(SpecOfPublished, IsRefusedWhereItIsNoSeriesOfTimes) {
  for (const auto& [workers, seconds] : {std::pair{"[2, 4]", "[1.0, 1.0]"},
                                         {"[1, 1]", "[1.0, 1.0]"},
                                         {"[1, 4, 2]", "[1, 1, 1]"},
                                         {"[1, 2]", "[1.0]"},
                                         {"[1, 2]", "[1.0, 0]"},
                                         {"[1, 2]", "[1.0, inf]"},
                                         {"[1, 2]", "\"x\""}})
    EXPECT_NE(refusal(published(workers, seconds)).find(" in [published] is "), std::string::npos)
        << workers << seconds << refusal(published(workers, seconds));
}

}  // namespace
}  // namespace allocscale
