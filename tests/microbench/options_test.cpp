#include "harness/microbench/options.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <regex>

namespace allocscale::microbench {
namespace {

TEST(Options, TheLastOfTheCommandLineBeatsTheEnvironment) {
  setenv("BENCHMARK_OUT_FORMAT", "csv", 1);
  EXPECT_EQ(option({}, "out_format"), "csv");
  EXPECT_EQ(option({"--benchmark_out_format=json"}, "out_format"), "json");
  EXPECT_EQ(option({"--benchmark_out_format=json", "--benchmark_out_format=console"}, "out_format"),
            "console");
  EXPECT_EQ(option({"--benchmark_list_tests"}, "list_tests"), "true");
  EXPECT_EQ(option({"--benchmark_out=x"}, "format"), std::nullopt);
  unsetenv("BENCHMARK_OUT_FORMAT");
}

TEST(Options, AChildRoleSurvivesTheCommandLine) {
  const ChildRole role{.parent = 4711, .first = false, .wider = 12};
  Arguments arguments = {"--benchmark_color=false", to_argument(role)};
  EXPECT_EQ(take_child_role(arguments), role);
  EXPECT_EQ(arguments, Arguments{"--benchmark_color=false"});
  EXPECT_EQ(take_child_role(arguments), std::nullopt);
}

TEST(Options, AnExactFilterMatchesItsNameOnly) {
  const std::string name = "concat/replay+immortal/operate/1024";
  const std::regex filter(exact_filter(name), std::regex::extended);
  EXPECT_TRUE(std::regex_search(name, filter));
  EXPECT_FALSE(std::regex_search(name + "0", filter));
  EXPECT_FALSE(std::regex_search("x" + name, filter));
  EXPECT_FALSE(std::regex_search(std::string("concat/replayimmortal/operate/1024"), filter));
}

TEST(Options, AChildGetsEverythingButWhatItsParentSpeaksFor) {
  const Arguments arguments =
      child_arguments({"--benchmark_repetitions=3", "--benchmark_filter=.*", "--benchmark_out=file",
                       "--benchmark_format=json"},
                      "a/b", {}, {.format = "console", .file = "/proc/self/fd/5", .file_format = "json"});
  const auto has = [&](const std::string& argument) {
    return std::count(arguments.begin(), arguments.end(), argument) == 1;
  };
  EXPECT_TRUE(has("--benchmark_repetitions=3"));
  EXPECT_TRUE(has("--benchmark_filter=^a/b$"));
  EXPECT_TRUE(has("--benchmark_out=/proc/self/fd/5"));
  EXPECT_TRUE(has("--benchmark_out_format=json"));
  EXPECT_TRUE(has("--benchmark_format=console"));
  EXPECT_FALSE(has("--benchmark_filter=.*"));
  EXPECT_FALSE(has("--benchmark_out=file"));
}

}  // namespace
}  // namespace allocscale::microbench
