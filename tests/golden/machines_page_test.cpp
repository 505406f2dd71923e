// Do machines stand side by side, each with its own values, and only what differs between them named?
#include "harness/report/machines_page.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "harness/base/error.hpp"
#include "harness/report/characters.hpp"
#include "tests/golden/synthetic_dataset.hpp"

namespace allocscale {
namespace {

// The same run on a machine with other CPUs, kernel and mimalloc, where nothing is lost.
std::vector<Findings> two_machines() {
  std::vector<Findings> machines(2, analyse(synthetic_dataset()));
  RunDescription& run = machines[1].run;
  run.machine.cpu_model = "Another 3000";
  run.machine.kernel = "7.0";
  run.builds.at(1).version = "3.0.0";
  for (Row& row : machines[1].tables.at(0).rows)
    for (AtWorkers& at : row.together) {
      at.slowdown.verdict = Verdict::equivalent;
      at.slowdown.ratio.value = 1.0;
      at.slowdown.ratio.interval.reset();
    }
  std::erase_if(machines[1].tables.at(0).rows, [](const Row& row) { return row.allocator == "jemalloc"; });
  return machines;
}

std::string page(int columns = 80) { return machines_text(two_machines(), {.columns = columns}); }

std::string line_with(const std::string& text, const std::string& words, std::size_t from = 0) {
  const std::size_t at = text.find(words, from);
  return at == std::string::npos ? "" : text.substr(at, text.find('\n', at) - at);
}

TEST(MachinesPage, EachHasItsOwnSlowdown) {
  const std::string text = page();
  const std::size_t slowdowns = text.find("Slowdown, at");
  ASSERT_NE(slowdowns, std::string::npos) << text;
  EXPECT_EQ(line_with(text, "row ", slowdowns), "row                    A, 2 workers  B, 2 workers");
  EXPECT_EQ(line_with(text, "  boxed glibc ", slowdowns), "  boxed glibc          1.32 LOSS     1.00 =");
  EXPECT_EQ(line_with(text, "  boxed jemalloc ", slowdowns), "  boxed jemalloc       1.03          —");
}

TEST(MachinesPage, OnlyWhatDiffersIsNamed) {
  const std::string text = page();
  const std::string differences = text.substr(0, text.find("Slowdown, at"));
  EXPECT_NE(differences.find("Another 3000"), std::string::npos) << text;
  EXPECT_EQ(line_with(differences, "kernel"), "kernel          6.1.0-18-amd64  7.0");
  EXPECT_EQ(line_with(differences, "mimalloc"), "mimalloc        2.0.9           3.0.0");
  for (const char* same : {"\nmemory", "\nlibc", "\njemalloc", "\nCPUs"})
    EXPECT_EQ(differences.find(same), std::string::npos) << same;
}

// One machine's findings under other names, each a given factor slower alone than the first.
std::vector<MachineFindings> nodes_of_a_kind(const std::vector<double>& factors) {
  std::vector<MachineFindings> nodes;
  for (const double factor : factors) {
    MachineFindings node = machine_findings(analyse(synthetic_dataset()));
    node.node = "n" + std::to_string(nodes.size() + 1);
    for (MachineRow& row : node.rows)
      if (row.alone.effect) row.alone.effect->value += std::log(factor);
    nodes.push_back(std::move(node));
  }
  return nodes;
}

TEST(MachinesPage, NodesOfAKindAreOneColumnAndTheirSpreadStandsBesideIt) {
  const std::string few = machines_text(nodes_of_a_kind({1, 1.002, 1.004}), {.columns = 200});
  EXPECT_NE(few.find("on 3 machines of 1 kind"), std::string::npos) << few;
  EXPECT_NE(few.find("A: 3 nodes (n1, n2, n3), 3 runs; "), std::string::npos) << few;
  EXPECT_NE(few.find("fewer than 5"), std::string::npos) << few;
  EXPECT_EQ(few.find("they differ in"), std::string::npos) << few;
  const std::string many =
      machines_text(nodes_of_a_kind({1, 1.002, 1.004, 1.001, 1.003, 1.5}), {.columns = 200});
  EXPECT_NE(line_with(many, "  boxed glibc ", many.find("Slowdown, at")).find("1.32 (1."), std::string::npos)
      << many;
  EXPECT_NE(line_with(many, "  boxed glibc ", many.find("Slowdown, at")).find(") LOSS"), std::string::npos)
      << many;
  const std::size_t between = many.find("Between the nodes of a kind: Time alone");
  ASSERT_NE(between, std::string::npos) << many;
  const std::string row = line_with(many, "  boxed glibc ", between);
  EXPECT_NE(row.find("  6  "), std::string::npos) << row;
  EXPECT_TRUE(row.ends_with("  n6")) << row;  // it disagrees with its kind, the others do not
}

TEST(MachinesPage, AnotherBuildOrVersionIsAnotherKindAndALackingAllocatorIsNot) {
  std::vector<MachineFindings> nodes = nodes_of_a_kind({1, 1, 1});
  nodes[1].builds.at(0).runner_hash = "another build of the kernels";
  std::erase_if(nodes[2].builds, [](const MachineBuild& build) { return build.name == "mimalloc"; });
  const std::string text = machines_text(nodes, {.columns = 120});
  EXPECT_NE(text.find("on 3 machines of 2 kinds"), std::string::npos) << text;
  EXPECT_NE(text.find("A: 2 nodes (n1, n3)"), std::string::npos) << text;
  EXPECT_NE(text.find("'s runner"), std::string::npos) << text;
}

TEST(MachinesPage, ShardsOfOneKindFillOneColumnAndThoseThatAreNotThereAreSaid) {
  std::vector<MachineFindings> nodes = nodes_of_a_kind({1, 1});
  ASSERT_GE(nodes[0].rows.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) nodes[i].shard = Shard{static_cast<int>(i) + 1, 3, 1, "x"};
  nodes[1].rows.erase(nodes[1].rows.begin());
  nodes[0].rows.resize(1);
  const std::string text = machines_text(nodes, {.columns = 120});
  EXPECT_NE(text.find("Of 1 shard nothing is here, or they have no comparison: 3."), std::string::npos)
      << text;
  EXPECT_EQ(text.find("Between the nodes"), std::string::npos) << text;
}

TEST(MachinesPage, FindingsTravelAsALine) {
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("allocscale-findings-" + std::to_string(::getpid()));
  std::vector<MachineFindings> nodes = nodes_of_a_kind({1, 1.002});
  nodes[0].shard = Shard{2, 3, 1, "x"};
  nodes[0].node = "hostile \"\\\n\x1b[31m\xff";
  const std::string lines = findings_line(nodes[0]) + findings_line(nodes[1]);
  std::ofstream(path) << lines << findings_line(nodes[1]);
  const std::vector<MachineFindings> read = read_findings(path);
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(findings_line(read[0]) + findings_line(read[1]), lines);
  EXPECT_EQ(read[1].machine, nodes[1].machine);
  for (const std::string& wrong :
       {std::string("{}"), std::string("x"), lines.substr(0, lines.size() / 3), std::string(10'000, '[')}) {
    std::ofstream(path) << wrong;
    try {
      (void)read_findings(path);
      ADD_FAILURE() << wrong;
    } catch (const RequestError& error) {
      EXPECT_NE(std::string(error.what()).find(":1: "), std::string::npos) << error.what();
    }
  }
  std::filesystem::remove(path);
}

TEST(MachinesPage, FitsTheWidth) {
  for (const int columns : {60, 80, 120, 200}) {
    const std::string text = page(columns);
    for (const std::string_view line : lines_of(text))
      EXPECT_LE(display_width(line), static_cast<std::size_t>(columns)) << line;
  }
}

}  // namespace
}  // namespace allocscale
