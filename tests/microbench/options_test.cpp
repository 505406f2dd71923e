#include "harness/microbench/options.hpp"

#include <gtest/gtest.h>

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

TEST(Options, AnExactFilterMatchesItsNameOnly) {
  const std::string name = "concat/replay+immortal/operate/1024";
  const std::regex filter(exact_filter(name), std::regex::extended);
  EXPECT_TRUE(std::regex_search(name, filter));
  EXPECT_FALSE(std::regex_search(name + "0", filter));
  EXPECT_FALSE(std::regex_search("x" + name, filter));
  EXPECT_FALSE(std::regex_search(std::string("concat/replayimmortal/operate/1024"), filter));
}

}  // namespace
}  // namespace allocscale::microbench
