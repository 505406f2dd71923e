#include "harness/microbench/merge.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace allocscale::microbench {
namespace {

TEST(Merge, JsonHasOneContextAndAllBenchmarks) {
  const std::string merged = merge(
      "json", {R"({"context": {"date": "first"}, "benchmarks": [{"name": "a", "family_index": 0},
                                                                      {"name": "a_mean", "family_index": 0}]})",
               "", R"({"context": {"date": "second"}, "benchmarks": [{"name": "b", "family_index": 0}]})"});
  const auto json = nlohmann::json::parse(merged);
  EXPECT_EQ(json.at("context").at("date"), "first");
  ASSERT_EQ(json.at("benchmarks").size(), 3U);
  EXPECT_EQ(json.at("benchmarks")[0].at("name"), "a");
  EXPECT_EQ(json.at("benchmarks")[1].at("family_index"), 0);
  EXPECT_EQ(json.at("benchmarks")[2].at("name"), "b");
  EXPECT_EQ(json.at("benchmarks")[2].at("family_index"), 1);
}

TEST(Merge, JsonOfNoChildIsStillADocument) {
  EXPECT_TRUE(nlohmann::json::parse(merge("json", {})).at("benchmarks").empty());
}

TEST(Merge, JsonThatIsNoneIsRefused) {
  EXPECT_THROW((void)merge("json", {"{\"context\": "}), std::runtime_error);
  EXPECT_THROW((void)merge("json", {"{}"}), std::runtime_error);
}

TEST(Merge, CsvKeepsOneHeader) {
  EXPECT_EQ(merge("csv", {"name,time\na,1\n", "name,time\nb,2\n"}), "name,time\na,1\nb,2\n");
}

TEST(Merge, ConsoleKeepsOneHeader) {
  EXPECT_EQ(merge("console", {"---\nBenchmark\n---\na\n", "", "---\nBenchmark\n---\nb\n"}),
            "---\nBenchmark\n---\na\nb\n");
}

}  // namespace
}  // namespace allocscale::microbench
