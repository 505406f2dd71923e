// Are the documents of several processes one document, in each format?
#include "harness/microbench/document.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace allocscale::microbench {
namespace {

constexpr const char* first = R"({
  "context": {
    "date": "first"
  },
  "benchmarks": [
    {"name": "a"},
    {"name": "a_mean"}
  ]
}
)";
constexpr const char* second = R"({
  "context": {
    "date": "second"
  },
  "benchmarks": [
    {"name": "b"}
  ]
}
)";

TEST(Document, OfJsonHasOneContextAndAllBenchmarks) {
  const std::string all =
      document_part("json", first, true) + document_part("json", second, false) + document_end("json", false);
  const auto json = nlohmann::json::parse(all);
  EXPECT_EQ(json.at("context").at("date"), "first");
  ASSERT_EQ(json.at("benchmarks").size(), 3U);
  EXPECT_EQ(json.at("benchmarks")[0].at("name"), "a");
  EXPECT_EQ(json.at("benchmarks")[2].at("name"), "b");
}

TEST(Document, OfJsonWithoutPartsIsStillADocument) {
  EXPECT_TRUE(nlohmann::json::parse(document_end("json", true)).at("benchmarks").empty());
}

TEST(Document, OfJsonThatIsCutIsRefused) {
  EXPECT_THROW((void)document_part("json", "{\"context\": ", true), std::runtime_error);
  EXPECT_THROW((void)document_part("json", std::string(first).substr(0, 80), true), std::runtime_error);
}

TEST(Document, OfCsvKeepsOneHeader) {
  EXPECT_EQ(document_part("csv", "name,time\na,1\n", true) + document_part("csv", "name,time\nb,2\n", false) +
                document_end("csv", false),
            "name,time\na,1\nb,2\n");
}

TEST(Document, OfTheConsoleKeepsOneHeader) {
  EXPECT_EQ(document_part("console", "---\nBenchmark\n---\na\n", true) +
                document_part("console", "---\nBenchmark\n---\nb\n", false),
            "---\nBenchmark\n---\na\nb\n");
  EXPECT_EQ(document_part("console", "", false), "");
}

}  // namespace
}  // namespace allocscale::microbench
