// Published figures beside those of a run, made by hand.
#include "harness/report/published.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "harness/report/format.hpp"

namespace allocscale {
namespace {

Row row_with(const std::string& layout, const std::string& allocator, double at_2, double at_4) {
  Row row;
  row.layout = layout;
  row.allocator = allocator;
  for (const auto& [workers, ratio] : {std::pair{2, at_2}, {4, at_4}}) {
    AtWorkers& at = row.together.emplace_back();
    at.workers = workers;
    at.slowdown.ratio.value = ratio;
    at.slowdown.ratio.interval = Interval{ratio, ratio - 0.05, ratio + 0.05};
  }
  return row;
}

// Two tasks, of which one is published, by two sources; and a control.
Findings made_findings(int capacity) {
  Findings findings;
  findings.run.experiment = "made";
  findings.run.capacity = capacity;
  findings.run.published = {{"copy", "20 M", "a desktop", {1, 2, 3}, {1, 1.25, 1.5}},
                            {"pool-copy", "20 M", "a desktop", {1, 2, 3}, {1, 1.25, 1.5}},
                            {"copy", "20 M", "a server", {1, 2}, {2, 2.5}}};
  for (const char* kernel : {"copy", "other", "compute"}) {
    KernelTable& table = findings.tables.emplace_back();
    table.kernel = kernel;
    table.kind = kernel == std::string("compute") ? KernelKind::control : KernelKind::program;
    table.workers = {2, 4};
    table.rows = {row_with("as it is", "glibc", 1.5, 2), row_with("as it is", "mimalloc", 1, 1.02)};
  }
  return findings;
}

std::vector<std::vector<std::string>> texts(const Grid& grid) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& cells : grid.rows) {
    std::vector<std::string>& row = rows.emplace_back();
    for (const GridCell& cell : cells) row.push_back(cell.text);
  }
  return rows;
}

TEST(Published, StandsBesideTheSlowdownsAtANumberOfWorkersThatIsPublished) {
  const Findings findings = made_findings(4);
  EXPECT_EQ(workers_beside_published(findings), 2);
  const Grid grid = published_grid(findings);
  EXPECT_EQ(texts(grid), (std::vector<std::vector<std::string>>{
                             {"copy", "as it is", "1.25, 1.50 (1)\n1.25 (2)", "1.50 ±0.05", "1.00 ±0.05"},
                             {"compute", "as it is", "", "1.50 ±0.05", "1.00 ±0.05"}}));
  EXPECT_EQ(published_sources(findings),
            (std::vector<std::string>{"(1) 20 M; a desktop: 1, 1.25, 1.5 s with 1, 2, 3 workers",
                                      "(2) 20 M; a server: 2, 2.5 s with 1, 2 workers"}));
}

TEST(Published, AFigureThatClaimsNothingSaysSo) {
  Findings findings = made_findings(4);
  findings.tables[0].rows[0].together[0].slowdown.ratio.interval = Interval{1.5, 0.1, 90};
  findings.tables[0].rows[1].together[0].slowdown.ratio.interval.reset();
  findings.tables[0].rows[1].together[0].slowdown.verdict = Verdict::busy;
  const auto rows = texts(published_grid(findings));
  EXPECT_EQ(rows[0][3], "1.50 ±>1");
  EXPECT_EQ(rows[0][4], "1.00 busy");
}

TEST(Published, WhereNoLevelIsPublishedTheLargestWithinTheCapacityStands) {
  Findings findings = made_findings(4);
  for (PublishedFigures& figures : findings.run.published) figures.workers = {1, 3, 5};
  EXPECT_EQ(workers_beside_published(findings), 4);
  findings.run.capacity = 3;
  EXPECT_EQ(workers_beside_published(findings), 2);
  findings.run.capacity = 1;
  EXPECT_EQ(workers_beside_published(findings), std::nullopt);
  EXPECT_TRUE(published_grid(findings).rows.empty());
}

TEST(Published, IsInEveryFormatOfARunThatHasAny) {
  Findings findings = made_findings(4);
  for (const char* format : {"text", "md"})
    EXPECT_NE(find_format(format).render(report_of(findings), {}).find(published_heading), std::string::npos);
  const std::string csv = find_format("csv").render(report_of(findings), {});
  EXPECT_NE(csv.find("published_slowdown_least_ratio,published_slowdown_most_ratio"), std::string::npos);
  EXPECT_NE(csv.find(",1.25,1.25\r\n"), std::string::npos);
  findings.run.published.clear();
  for (const char* format : {"text", "md", "csv"})
    EXPECT_EQ(find_format(format).render(report_of(findings), {}).find("ublished"), std::string::npos);
}

}  // namespace
}  // namespace allocscale
