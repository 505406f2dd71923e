// Do a run's estimates and rows of any values come out whole, in every form?
#include "harness/report/data_page.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "harness/base/error.hpp"
#include "harness/report/component_table.hpp"
#include "harness/report/estimate_table.hpp"
#include "tests/golden/synthetic_dataset.hpp"
#include "tests/hostile_texts.hpp"

namespace allocscale {
namespace {

using Rows = std::vector<std::vector<DataValue>>;

std::string page_of(const std::string& format, const std::vector<std::string>& columns, const Rows& rows) {
  std::string text;
  DataPage page(format, {.columns = 60}, [&text](std::string_view more) { text += more; });
  page.head(columns);
  for (const auto& row : rows)
    if (!page.row(row)) break;
  page.end();
  return text;
}

TEST(DataPage, WritesEveryKindOfValue) {
  const Rows rows = {
      {std::int64_t{1}, 0.1, std::string("a\nb"), DataValue()},
      {std::int64_t{-20}, std::numeric_limits<double>::infinity(), std::string("=c"), DataValue()}};
  EXPECT_EQ(page_of("table", {"n", "x", "s", "none"}, rows),
            "  n    x  s    none\n───  ───  ───  ────\n  1  0.1  a b\n-20  inf  =c\n");
  EXPECT_EQ(page_of("csv", {"n", "x", "s", "none"}, rows),
            "n,x,s,none\r\n1,0.1,\"a\nb\",\r\n-20,inf,'=c,\r\n");
  const auto json = nlohmann::json::parse(page_of("json", {"n", "n", "s", "none"}, rows));
  EXPECT_EQ(json[0], (nlohmann::json{{"n", 1}, {"n_2", 0.1}, {"s", "a\nb"}, {"none", nullptr}}));
  EXPECT_TRUE(json[1]["n_2"].is_null());
  EXPECT_EQ(page_of("json", {"n"}, {}), "[]\n");
  EXPECT_THROW(page_of("xml", {}, {}), RequestError);
}

TEST(DataPage, AScreenShowsSoManyRowsAndSaysSo) {
  const Rows rows(most_rows_shown + 1, {DataValue(std::int64_t{7})});
  EXPECT_NE(page_of("table", {"n"}, rows).find("the first 1000 rows; there are more"), std::string::npos);
  const Rows fewer(most_rows_shown, {DataValue(std::int64_t{7})});
  EXPECT_EQ(page_of("table", {"n"}, fewer).find("there are more"), std::string::npos);
}

TEST(HostileText, NoneReachesAPageOfData) {
  for (const std::string& text : hostile_texts())
    for (const char* format : {"table", "csv", "json"})
      for (const char c : page_of(format, {text, "b"}, {{text, text}}))
        EXPECT_TRUE(c == '\n' || c == '\r' || c < 0 || c >= ' ') << text;
}

TEST(DataTables, HaveColumnsOfDifferentNamesAndAsManyValues) {
  const Dataset dataset = synthetic_dataset();
  DataTable estimates = estimate_table();
  add_estimates(analyse(dataset), estimates);
  EXPECT_GT(estimates.rows.size(), 20U);
  DataTable components = component_table();
  add_components(dataset, attribute(dataset), components);
  for (const DataTable& table : {estimates, components}) {
    std::set<std::string> names;
    for (const DataColumn& column : table.columns) names.insert(column.name);
    EXPECT_EQ(names.size(), table.columns.size());
    for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.columns.size());
  }
}

}  // namespace
}  // namespace allocscale
