// Do machines stand side by side, each with its own values, and only what differs between them named?
#include "harness/report/machines_page.hpp"

#include <gtest/gtest.h>

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

TEST(MachinesPage, FitsTheWidth) {
  for (const int columns : {60, 80, 120, 200}) {
    const std::string text = page(columns);
    for (const std::string_view line : lines_of(text))
      EXPECT_LE(display_width(line), static_cast<std::size_t>(columns)) << line;
  }
}

}  // namespace
}  // namespace allocscale
