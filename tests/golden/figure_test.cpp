// Is a figure still drawn as it was last approved, does it say why where there is nothing to draw, and does
// no name leave its label?
#include "harness/report/figure.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "harness/base/error.hpp"
#include "harness/report/characters.hpp"
#include "harness/report/plot_layout.hpp"
#include "harness/report/plot_script.hpp"
#include "harness/selftest/planted_dataset.hpp"
#include "tests/golden/golden.hpp"
#include "tests/golden/synthetic_dataset.hpp"
#include "tests/hostile_texts.hpp"
#include "tests/unit/attribution/ordinary_experiment.hpp"

namespace allocscale {
namespace {

// A run of which every figure has something to show.
Dataset shown_dataset() {
  Dataset dataset = planted_dataset_of(ordinary());
  dataset.run.machine = synthetic_dataset().run.machine;
  CliffLine line{"glibc", "2.36", "", BufferUse::repeated, {4096, 1, 0}, 1 << 28, {}};
  line.cliffs = {{{1 << 17, 32, 0}, {(1 << 17) + 4096, 33, 33}}};
  dataset.cliffs = {line, line};
  dataset.cliffs[1].use = BufferUse::growing;
  dataset.cliffs[1].cliffs.clear();
  return dataset;
}

struct Shown {
  Report report;
  std::vector<Attribution> attributions;
  std::vector<CellTimes> times;

  explicit Shown(Dataset dataset)
      : report(make_report(std::move(dataset), {})),
        attributions(attribute(report.dataset)),
        times(cell_times(report)) {}
  [[nodiscard]] Plot plot(const Figure& figure) const {
    return plot_of(figure, {report, attributions, times});
  }
  [[nodiscard]] std::string script(const Figure& figure, const Drawing& drawing = {}) const {
    return plot_script(plot(figure), source_of(report), drawing);
  }
};

TEST(Figures, AreDrawnAsTheyWere) {
  const Shown shown(shown_dataset());
  for (const Figure* figure : all_figures()) {
    EXPECT_EQ(shown.plot(*figure).nothing, "") << figure->name;
    expect_golden("figure-" + std::string(figure->name) + ".gnuplot", shown.script(*figure));
  }
}

TEST(Figures, SayWhyThereIsNothingToShow) {
  const Shown nothing{Dataset{}};
  for (const Figure* figure : all_figures()) {
    const Plot plot = nothing.plot(*figure);
    EXPECT_TRUE(plot.panels.empty() && !plot.nothing.empty()) << figure->name;
  }
}

TEST(Figures, LeaveOutRowsWithOtherSiblingsWhereThereAreRowsWithTheirOwn) {
  Shown shown(shown_dataset());
  std::vector<Row>& rows = shown.report.findings.tables.front().rows;
  rows.back().cell.siblings = Siblings::stream;
  rows.back().setting = "siblings stream";
  const Plot some = shown.plot(find_figure("intervals"));
  EXPECT_EQ(plot_data(some).find("siblings stream"), std::string::npos);
  EXPECT_NE(some.caption.find("Rows whose siblings do something else are left out"), std::string::npos);
  for (KernelTable& table : shown.report.findings.tables)
    for (Row& row : table.rows) row.cell.siblings = Siblings::stream;
  const Plot all = shown.plot(find_figure("intervals"));
  EXPECT_NE(plot_data(all).find("siblings stream"), std::string::npos);
  EXPECT_EQ(all.caption.find("left out"), std::string::npos);
}

TEST(Figures, NameARowWithoutTheLevelsOfItsOwnSiblings) {
  EXPECT_EQ(drawn_text(Row{}, "glibc, siblings self, start fork"), "glibc, start fork");
  EXPECT_EQ(drawn_text(Row{}, "glibc, siblings stream"), "glibc, siblings stream");
  EXPECT_EQ(drawn_text(Row{}, ""), "");
}

TEST(Figures, AreFoundByNameAndTheNearestIsNamed) {
  EXPECT_EQ(find_figure("slowdown").name, "slowdown");
  try {
    (void)find_figure("slowdwon");
    FAIL();
  } catch (const RequestError& error) {
    EXPECT_STREQ(error.what(), "there is no figure 'slowdwon'; did you mean 'slowdown'?");
  }
}

TEST(Figures, AMapOfManyAllocatorsHasSeveralPartsAndCutsNoName) {
  const std::vector<std::string> names = {"glibc",    "glibc:retain",    "mimalloc",   "mimalloc:retain",
                                          "jemalloc", "jemalloc:retain", "gperftools", "gperftools:retain",
                                          "scudo",    "hoard",           "snmalloc",   "rpmalloc",
                                          "tbbmalloc"};
  const Dataset one = synthetic_dataset();
  Dataset many = one;
  many.run.cells.clear();
  many.trials.clear();
  for (const std::string& name : names)
    for (std::size_t i = 0; i < one.run.cells.size(); ++i) {
      if (one.run.cells[i].allocator != "mimalloc") continue;
      Cell cell = one.run.cells[i];
      cell.allocator = name;
      many.run.cells.push_back(cell);
      for (StoredTrial trial : one.trials)
        if (trial.planned.cell == i) {
          trial.planned.cell = many.run.cells.size() - 1;
          many.trials.push_back(trial);
        }
    }
  const Plot plot = Shown(many).plot(find_figure("efficiency"));
  ASSERT_GT(plot.panels.size(), 2U);
  EXPECT_EQ(plot.panels[0].title, "boxed (1 of 3)");
  const PlotLayout layout = layout_of(plot, {}, true);
  std::multiset<std::string> shown;
  for (const CanvasText& text : layout.texts) shown.insert(text.text);
  for (const std::string& name : names) {
    const std::size_t arm = name.find(':');
    EXPECT_GE(shown.count(name.substr(0, arm)), arm == std::string::npos ? 1U : 2U) << name;
  }
  EXPECT_GE(shown.count(":retain"), 4U);
  // What stands on one line keeps apart: the mean width of a letter is that of plot_layout.cpp.
  const auto beside = [](const CanvasText& a, const CanvasText& b) {
    return a.align == Align::centre && b.align == Align::centre && a.y == b.y && a.x < b.x && !a.upright;
  };
  for (const CanvasText& a : layout.texts)
    for (const CanvasText& b : layout.texts)
      if (beside(a, b)) {
        EXPECT_GE(b.x - a.x, 0.57 * 6 * static_cast<double>(a.text.size() + b.text.size()))
            << a.text << " " << b.text;
      }
}

TEST(Figures, OfTooManyPanelsSayWhatToChoose) {
  Shown shown(shown_dataset());
  const Figure many = {"many", "", "", FigurePlace::task, [](const FigureData&) {
                         Plot plot;
                         plot.panels.resize(most_panels + 1);
                         return plot;
                       }};
  EXPECT_NE(shown.plot(many).nothing.find("at most 24 fit; choose a kernel, e.g. --kernel "),
            std::string::npos)
      << shown.plot(many).nothing;
}

// What is drawn differs in its labels only, whatever anything is called: as many lines, each label in its
// quotes.
TEST(Figures, NoNameLeavesItsLabel) {
  const Shown plain(shown_dataset());
  for (const std::string& text : hostile_texts()) {
    Shown hostile = plain;
    for (KernelTable& table : hostile.report.findings.tables) {
      table.kernel = text;
      for (Row& row : table.rows) row.allocator = row.layout = text + row.layout;
    }
    for (Attribution& one : hostile.attributions) one.kernel = one.subject.allocator = text;
    hostile.report.findings.run.experiment = hostile.report.findings.run.machine.cpu_model = text;
    for (const Figure* figure : all_figures()) {
      const std::string script = hostile.script(*figure);
      EXPECT_TRUE(is_harmless(script, true)) << figure->name << text;
      for (const std::string_view line : lines_of(script)) {
        if (!line.starts_with("set label ")) continue;
        EXPECT_EQ(std::count(line.begin(), line.end(), '\'') % 2, 0) << line;
        EXPECT_NE(line.find("' at "), std::string_view::npos) << line;
      }
    }
  }
}

TEST(Figures, AQuotationMarkIsDoubledAndNothingElseIsExpanded) {
  Plot plot;
  plot.title = "a'b\"c\\n`ls`$x@y%d{/Bold z}\n\x1b[31m\xff";
  EXPECT_NE(plot_script(plot, {}, {}).find("set label 'a''b\"c\\n`ls`$x@y%d{/Bold z} ?[31m?' at "),
            std::string::npos)
      << plot_script(plot, {}, {});
}

TEST(Figures, ALongNameIsCutAndTheCanvasKeepsItsWidth) {
  const std::string name(10'000, 'w');
  EXPECT_EQ(fitted_label(name, 5), "wwww…");
  EXPECT_EQ(fitted_label("中文中文", 5), "中文…");
  EXPECT_EQ(fitted_label("short", 5), "short");
  Plot plot;
  plot.title = plot.caption = name;
  plot.panels.resize(2);
  for (Panel& panel : plot.panels) {
    panel.title = name;
    panel.y.names = true;
    panel.y.ticks = {{0, name, name}};
    panel.series.push_back({name, 0, false, false, {{0, 0}}});
  }
  const PlotLayout layout = layout_of(plot, {name}, false);
  EXPECT_LT(layout.height, 600);
  for (const CanvasText& text : layout.texts) EXPECT_LT(display_width(text.text), 200U);
}

TEST(Figures, DataAreKeptAsTheyAreDrawn) {
  Plot plot;
  Panel panel;
  panel.title = "a,b";
  panel.series.push_back({"glibc", 0, false, false, {{1, 2, Span{0.5, 1.5}}}});
  plot.panels.push_back(panel);
  EXPECT_EQ(plot_data(plot),
            "panel,series,x,y,x_low,x_high,y_low,y_high,text\r\n\"a,b\",glibc,1,2,0.5,1.5,,,\r\n");
}

}  // namespace
}  // namespace allocscale
