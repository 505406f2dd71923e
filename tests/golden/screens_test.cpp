// Does every page fit where it is shown: at each width, in ASCII, in colour, on a dumb terminal, in a pipe?
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include "harness/analysis/run_contrast.hpp"
#include "harness/model/metric.hpp"
#include "harness/report/characters.hpp"
#include "harness/report/comparison_page.hpp"
#include "harness/report/data_page.hpp"
#include "harness/report/doctor_page.hpp"
#include "harness/report/estimate_table.hpp"
#include "harness/report/explanation.hpp"
#include "harness/report/format.hpp"
#include "harness/report/glossary.hpp"
#include "harness/report/page_text.hpp"
#include "harness/report/part_text.hpp"
#include "harness/report/program_answer.hpp"
#include "harness/report/run_answer.hpp"
#include "harness/report/run_list.hpp"
#include "harness/selftest/made_trial.hpp"
#include "harness/selftest/planted_dataset.hpp"
#include "tests/golden/golden.hpp"
#include "tests/golden/synthetic_dataset.hpp"

namespace allocscale {
namespace {

// A page as a command prints it.
struct Screen {
  std::string name;
  std::function<std::string(const TerminalStyle&)> page;
};

Dataset program_dataset() {
  Dataset dataset;
  dataset.label.number = 7;
  dataset.run.experiment = "exec";
  dataset.run.baseline = {"as it is", "glibc"};
  dataset.run.capacity = 2;
  dataset.run.estimand = Estimand::cold;
  dataset.run.facts.kernels = {{"python3 job.py", {KernelKind::program, Resource::none}}};
  dataset.run.facts.layouts["as it is"].opaque = true;
  for (const char* allocator : {"glibc", "mimalloc", "jemalloc"})
    for (const int workers : {1, 2}) {
      Cell cell = made_cell("as it is", allocator, workers, 1);
      cell.kernel = "python3 job.py";
      cell.size = 0;
      dataset.run.cells.push_back(cell);
    }
  constexpr std::array<double, 6> times_ms = {100, 130, 86, 92, 100, 131};  // alone, together, by allocator
  for (int block = 0; block < 24; ++block)
    for (std::size_t i = 0; i < dataset.run.cells.size(); ++i) {
      const auto launch = [&](bool twin) {
        MadeValues values;
        const double noise =
            0.01 * std::sin(12.9898 * static_cast<double>(i) + 78.233 * block + (twin ? 37.7 : 0));
        values.cold_ns = 1e6 * times_ms[i] * std::exp(noise);
        (void)add_trial(dataset, i, block, made_result(dataset.run.cells[i], values), twin);
      };
      launch(false);
      if (i < 2) launch(true);
    }
  return dataset;
}

std::string program_page(const TerminalStyle& style) {
  static const Dataset dataset = program_dataset();
  const auto environment_of = [](const std::string& allocator) {
    return "LD_PRELOAD=/lib/" + allocator + ".so";
  };
  return render(program_answers(dataset, analyse(dataset), environment_of), style);
}

// Run 1 beside itself with allocator 1 in place of allocator 0, whatever changed.
std::string compared_page(const TerminalStyle& style) {
  static const Dataset dataset = synthetic_dataset();
  static const RunChanges changes = compare_runs({dataset, "glibc"}, {dataset, "mimalloc"}, true);
  static const std::vector<ChangeLimit> limits = {{ChangeOf::cost, 0.03}};
  static const std::vector<Held> held = hold_against(changes, limits);
  return comparison_page({{dataset, "", "glibc"}, {dataset, "", "mimalloc"}, changes, limits, held}, style);
}

std::string listed_runs(const TerminalStyle& style) {
  static const Dataset dataset = synthetic_dataset();
  std::vector<RunSummary> runs(3);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    runs[i].id = static_cast<std::int64_t>(i) + 9;
    runs[i].experiment = i == 1 ? "python3 a_long_job.py --with words" : "quick";
    runs[i].started_at_unix_ns = 1'764'190'683'000'000'000 + static_cast<std::int64_t>(i) * 3'600'000'000'000;
    runs[i].measured_ns = 134'000'000'000;
    runs[i].machine = dataset.run.machine;
    runs[i].builds = dataset.run.builds;
    runs[i].blocks_wanted = 20;
    runs[i].blocks_done = i == 2 ? 3 : 20;
    runs[i].trials = 260;
  }
  runs[0].note = "before the upgrade, with the old kernel and the governor of the distribution";
  return run_list_text(runs, {}, style);
}

std::vector<Circumstance> circumstances() {
  return {
      {"other programs", "other programs use 1.50 of 2 CPUs: cc1plus (pid 12) 0.90, over one second", true,
       "a task that waits for its CPU gets no verdict",
       "end them first, or start with: allocscale run --wait-quiet 5m"},
      {"swap", "none", false, "a trial that does not fit becomes slow instead of being refused", ""},
      {"perf access", "not counted: cycles, instructions, llc_misses, dtlb_misses, stalled_cycles", false,
       "without counters the tables lack cycles, instructions and misses", "give the virtual machine a PMU"}};
}

std::string described() {
  std::string text;
  for (const GlossaryWord& word : glossary()) text += "word " + word.name + "\n" + word_text(word);
  for (const Factor& factor : factors())
    text += fmt::format("factor {}\n", factor.name) + factor_text(factor);
  for (const MetricInfo& metric : phase_metrics) text += metric_text(metric, "phase", std::nullopt);
  for (const QualityFlagInfo& flag : quality_flags) text += flag_text(flag);
  for (const Format* format : all_formats()) text += format_text(*format);
  return text;
}

std::string explained(const TerminalStyle& style) {
  static const std::vector<Attribution> attributions = [] {
    PlantedExperiment experiment;
    experiment.planted.faults = 40;
    experiment.planted.counts = 10;
    experiment.planted.fault_cost = 27;
    return attribute(planted_dataset_of(experiment));
  }();
  return explanation(attributions.at(0), style);
}

std::string queried(const TerminalStyle& style) {
  const std::vector<DataTable> tables = {estimate_table()};
  return column_text(tables, style);
}

std::vector<Screen> screens() {
  return {
      {"answer",
       [](const TerminalStyle& style) {
         return render(std::vector{run_answer(analyse(synthetic_dataset()))}, style);
       }},
      {"exec", program_page},
      {"compare", compared_page},
      {"runs", listed_runs},
      {"doctor",
       [](const TerminalStyle& style) { return page_text(doctor_findings(circumstances()), style); }},
      {"doctor-all",
       [](const TerminalStyle& style) { return page_text(doctor_circumstances(circumstances()), style); }},
      {"describe", [](const TerminalStyle& style) { return page_text(described(), style); }},
      {"explain", explained},
      {"query-columns", queried},
      {"report", [](const TerminalStyle& style) {
         return find_format("text").render(report_of(analyse(synthetic_dataset())), style);
       }}};
}

// Where the output goes; `columns`: as wide as that.
TerminalStyle style_of(int columns, bool colour, bool unicode) {
  return {.columns = columns, .colour = colour, .unicode = unicode, .terminal = colour, .bounded = true};
}

// Without colours.
std::string uncoloured(const std::string& text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\033')
      at = text.find('m', at);
    else
      plain += text[at];
  }
  return plain;
}

// One word that is wider than the line has for it is never broken: a path, a variable.
bool is_one_long_word(std::string_view line, std::size_t columns) {
  std::size_t longest = 0;
  for (const std::string& word : folded(line, 1)) longest = std::max(longest, display_width(word));
  return longest > columns / 2;
}

TEST(Screens, NoLineIsWiderThanTheScreen) {
  for (const Screen& screen : screens())
    for (const int columns : {60, 80, 120, 200})
      for (const bool unicode : {true, false}) {
        const std::string page = screen.page(style_of(columns, false, unicode));
        for (const std::string_view line : lines_of(page)) {
          if (line.starts_with("compare: ")) continue;  // one line for the log of a gate
          EXPECT_TRUE(display_width(line) <= static_cast<std::size_t>(columns) ||
                      is_one_long_word(line, static_cast<std::size_t>(columns)))
              << screen.name << ", " << columns << " columns: " << line;
        }
      }
}

TEST(Screens, PlainMeansNoControlCharacter) {
  for (const Screen& screen : screens())
    for (const int columns : {60, 120})
      for (const char c : screen.page(style_of(columns, false, true)))
        ASSERT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= ' ') << screen.name;
}

TEST(Screens, ColourChangesNothingElse) {
  for (const Screen& screen : screens())
    for (const int columns : {60, 120})
      ASSERT_EQ(uncoloured(screen.page(style_of(columns, true, true))),
                screen.page(style_of(columns, false, true)))
          << screen.name;
}

TEST(Screens, AsciiIsAscii) {
  for (const Screen& screen : screens())
    for (const char c : screen.page(style_of(80, true, false))) ASSERT_GE(c, '\0') << screen.name;
}

TEST(Screens, AsciiHasAWordForEveryCharacter) {
  for (const Screen& screen : screens()) {
    const auto questions = [&](bool unicode) {
      const std::string page = screen.page(style_of(200, false, unicode));
      return std::count(page.begin(), page.end(), '?');
    };
    EXPECT_EQ(questions(false), questions(true)) << screen.name;
  }
}

TEST(Screens, LookAsTheyWereApproved) {
  ::setenv("TZ", "UTC", 1);  // of the times of runs
  ::tzset();
  for (const Screen& screen : screens()) {
    if (screen.name == "report" || screen.name == "describe" || screen.name == "query-columns")
      continue;  // long
    std::string text;
    for (const int columns : {60, 80, 120})
      text += fmt::format("==== {} columns\n", columns) + screen.page(style_of(columns, false, true));
    text += "==== 80 columns, ASCII, colours\n" + screen.page(style_of(80, true, false));
    expect_golden(fmt::format("screen-{}.txt", screen.name), text);
  }
}

TEST(PageText, DrawsATableOfMarkdownThatIsTooWideAsAGrid) {
  const std::string table =
      "| allocator | pages | faults |\n|---|---:|---:|\n| glibc | 1 | 22 |\n| mimalloc | 3 | 4 |\n";
  const auto at = [&](int columns, bool bounded) {
    return page_text("Faults.\n\n" + table + "end\n", {.columns = columns, .bounded = bounded});
  };
  EXPECT_EQ(at(20, false), "Faults.\n\n" + table + "end\n");
  EXPECT_EQ(at(30, true), "Faults.\n\n" + table + "end\n");
  EXPECT_EQ(at(26, true),
            "Faults.\n\nallocator  pages  faults\n─────────  ─────  ──────\nglibc          1      22\n"
            "mimalloc       3       4\nend\n");
}

TEST(PageText, DrawsAnAlignedTableThatIsTooWideAsAGrid) {
  const std::string table =
      "kernel  layout      size   a trial\n"
      "concat  boxed      1,000    1.35 s  no memory\n"
      "dict    as it is      30  10.35 ms\n";
  const auto at = [&](int columns) {
    return page_text("Cells.\n\n" + table + "\nend", {.columns = columns, .bounded = true});
  };
  EXPECT_EQ(at(50), "Cells.\n\n" + table + "\nend");
  EXPECT_EQ(at(42),
            "Cells.\n\nkernel  layout     size           a trial\n──────  ────────  ─────  ────────────────\n"
            "concat  boxed     1,000  1.35 s no memory\ndict    as it is     30          10.35 ms\n\nend");
  for (const std::string_view line : lines_of(at(30))) EXPECT_LE(display_width(line), 30U) << line;
}

TEST(FoldLines, HangsUnderTheTextBehindTheFirstGap) {
  EXPECT_EQ(fold_lines("name     one two three four\nshort\n", 20),
            "name     one two\n         three four\nshort\n");
  EXPECT_EQ(fold_lines("  one two three four five", 12), "  one two\n  three four\n  five");
  EXPECT_EQ(fold_lines("a_name_that_is_long     one two three", 20), "a_name_that_is_long\none two three");
  EXPECT_EQ(fold_lines("× one two three", 10), "× one two\nthree");
  EXPECT_EQ(fold_lines("", 10), "");
  EXPECT_EQ(fold_lines("\n\n", 10), "\n\n");
}

}  // namespace
}  // namespace allocscale
