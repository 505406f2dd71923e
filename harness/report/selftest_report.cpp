#include "harness/report/selftest_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>

#include "harness/base/contains.hpp"
#include "harness/base/plural.hpp"
#include "harness/base/quantity.hpp"
#include "harness/report/number_text.hpp"
#include "harness/report/page.hpp"

namespace allocscale {
namespace {

// The heads of the confusion matrix, in the order of Named: named_words would make it 200 columns wide.
constexpr std::array<std::string_view, named_words.size()> heads = {
    "no loss", "faults", "work", "counts", "pointers", "bandwidth", "machine", "residual", "several"};

GridCell verdict_cell(bool holds) { return {holds ? "holds" : "FAILS", holds ? Tone::good : Tone::bad}; }

std::string figure_text(double figure, FigureUnit unit) {
  switch (unit) {
    case FigureUnit::share:
      return fmt::format("{:.1f} %", 100 * figure);
    case FigureUnit::points:
      return figure == 0 ? "0" : fmt::format("{:.1g}", figure);
    case FigureUnit::count:
      return fmt::format("{:g}", figure);
  }
  return {};
}

std::string bounds_text(const BoundedFigure& figure) {
  const std::string least = figure_text(figure.least, figure.unit),
                    most = figure_text(figure.most, figure.unit);
  if (figure.least == figure.most) return least;
  if (figure.unit == FigureUnit::share && figure.most >= 1) return "at least " + least;
  if (figure.least <= 0) return "at most " + most;
  return fmt::format("{:.1f} to {}", 100 * figure.least, most);
}

Grid figure_grid(const std::vector<BoundedFigure>& figures) {
  Grid grid;
  grid.keys = 1;
  grid.columns = {{"", "simulated truth"}, {"", "found", true}, {"", "must be", true}, {"", "verdict"}};
  for (const BoundedFigure& figure : figures)
    grid.rows.push_back({{figure.what},
                         {figure_text(figure.value, figure.unit)},
                         {bounds_text(figure)},
                         verdict_cell(figure.holds())});
  return grid;
}

bool is_right(const PlantedKernel& planted, std::size_t name) {
  return contains(planted.right, static_cast<Named>(name));
}

GridCell row_verdict(const ConfusionRow& row) {
  const bool needs_excuse = row.wrong() > row.allowed_wrong();
  return needs_excuse && row.holds() ? GridCell{"excused", Tone::doubtful} : verdict_cell(row.holds());
}

// What must be named is marked, so that the matrix reads by its diagonal.
Grid confusion_grid(const std::vector<ConfusionRow>& rows) {
  Grid grid;
  grid.keys = 1;
  grid.columns = {{"", "planted"}};
  for (const std::string_view head : heads) grid.columns.push_back({"named", std::string(head), true});
  const bool unsettled =
      std::any_of(rows.begin(), rows.end(), [](const ConfusionRow& row) { return row.unsettled > 0; });
  if (unsettled) grid.columns.push_back({"not", "settled", true});
  grid.columns.push_back({"", "verdict"});
  for (const ConfusionRow& row : rows) {
    std::vector<GridCell> cells = {{std::string(row.planted->name)}};
    for (std::size_t name = 0; name < heads.size(); ++name) {
      const bool right = is_right(*row.planted, name);
      const int times = row.named[name];
      cells.push_back({right        ? fmt::format("[{}]", times)
                       : times == 0 ? ""
                                    : fmt::format("{}", times),
                       times == 0 ? Tone::plain
                       : right    ? Tone::good
                                  : Tone::doubtful});
    }
    if (unsettled) cells.push_back({row.unsettled == 0 ? "" : std::to_string(row.unsettled), Tone::doubtful});
    cells.push_back(row_verdict(row));
    grid.rows.push_back(std::move(cells));
  }
  return grid;
}

std::string mean_text(double sum, int count) { return count == 0 ? absent_text : points_text(sum / count); }

GridCell slope_cell(const DoseSlope& slope) {
  if (slope.slope && !slope.judged()) return {"one experiment: not judged", Tone::doubtful};
  return verdict_cell(slope.holds());
}

// A line per dose: the means over campaigns.
void add_doses(Grid& grid, const DoseSlope& slope) {
  std::set<std::uint64_t> doses;
  for (const DosePoint& point : slope.points) doses.insert(point.dose);
  for (const std::uint64_t dose : doses) {
    double planted = 0, named = 0, declared = 0;
    int points = 0, declaring = 0;
    for (const DosePoint& point : slope.points) {
      if (point.dose != dose) continue;
      ++points;
      planted += point.planted;
      named += point.named;
      declared += point.declared.value_or(0);
      declaring += point.declared ? 1 : 0;
    }
    const bool last = dose == *doses.rbegin();
    const auto at_last = [&](const std::string& text) { return GridCell{last ? text : ""}; };
    std::string within = absent_text;
    if (slope.between_campaigns)
      within = fmt::format("{:.3f} to {:.3f}", slope.between_campaigns->low, slope.between_campaigns->high);
    grid.rows.push_back(
        {{dose == *doses.begin() ? std::string(slope.planted->name) : ""},
         {format_count(static_cast<double>(dose))},
         {mean_text(planted, points)},
         {mean_text(named, points)},
         {mean_text(declared, declaring)},
         at_last(slope.slope ? fmt::format("{:.3f}", *slope.slope) : absent_text),
         at_last(within),
         at_last(slope.declared_slope ? fmt::format("{:.3f}", *slope.declared_slope) : absent_text),
         last ? slope_cell(slope) : GridCell{}});
  }
}

Grid slope_grid(const std::vector<DoseSlope>& slopes) {
  Grid grid;
  grid.keys = 2;
  grid.columns = {{"", "dosed"},
                  {"", "dose", true},
                  {"points, mean", "planted", true},
                  {"points, mean", "named", true},
                  {"points, mean", "declared", true},
                  {"slope of named", "on planted", true},
                  {"slope of named", "between (95 %)", true},
                  {"slope of named", "on declared", true},
                  {"", "verdict"}};
  for (const DoseSlope& slope : slopes) add_doses(grid, slope);
  return grid;
}

std::string mixed_line(const MixedShares& mixed) {
  if (mixed.inseparable == mixed.attributions)
    return fmt::format("mixed: never separable, and said so ({} of {}): holds", mixed.inseparable,
                       mixed.attributions);
  return fmt::format(
      "mixed: of work and faults together, work is named for {:.1f} %, {:.1f} % by the same doses alone "
      "(must be within 5); said not to be separable {} of {} times: {}",
      100 * mixed.named_work, 100 * mixed.planted_work, mixed.inseparable, mixed.attributions,
      mixed.holds() ? "holds" : "FAILS");
}

std::string twins_line(const TwinTally& twins) {
  if (!twins.rate) return "twins: none with 20 blocks";
  return fmt::format(
      "twins: of {}, each a second copy of a cell, {} differ at p < 0.05: {:.1f} % ({:.1f} to {:.1f}, must "
      "hold 5); the p values lie at most {:.3f} from uniform (Kolmogorov-Smirnov, must be below {:.3f}): {}",
      twins.twins, twins.below, 100 * twins.rate->estimate, 100 * twins.rate->low, 100 * twins.rate->high,
      twins.distance, twins.critical_distance, twins.holds() ? "holds" : "FAILS");
}

void add_planted(Page& page, const SelftestResults& results) {
  page.blank();
  page.paragraph(
      fmt::format("Planted on this machine: {} of {} blocks, {} trials, {} of them not complete. A cause is "
                  "counted once for each experiment and dose, where it must be in [ ].",
                  plural(results.experiments, "experiment"), results.blocks,
                  format_count(static_cast<double>(results.trials)), results.incomplete));
  page.blank();
  page.grid(confusion_grid(results.confusion));
  for (const ConfusionRow& row : results.confusion)
    if (!row.excuse.empty()) page.paragraph(fmt::format("{}: {}", row.planted->name, row.excuse), 2);
  for (const ConfusionRow& row : results.confusion)
    if (row.unsettled > 0)
      page.paragraph(fmt::format("{}: not settled ({} of {}): its iterations do not repeat themselves, so no "
                                 "cause could be named",
                                 row.planted->name, row.unsettled, row.tasks()),
                     2);
  if (!results.slopes.empty()) {
    page.blank();
    page.grid(slope_grid(results.slopes));
    page.paragraph(
        "A slope must be within 0.9 to 1.1 on what was planted, and within 0.8 to 1.2 on what is declared.",
        2);
  }
  page.blank();
  if (results.mixed) page.paragraph(mixed_line(*results.mixed), 2);
  page.paragraph(twins_line(results.twins), 2);
}

}  // namespace

std::string selftest_report(const SelftestResults& results, const TerminalStyle& style) {
  Page page(style);
  page.title(fmt::format("Is the instrument right? Seed {}", results.seed));
  if (!results.simulated.empty()) page.grid(figure_grid(results.simulated));
  if (results.experiments > 0) add_planted(page, results);
  page.blank();
  page.paragraph(
      results.holds()
          ? "Every line is what it must be."
          : fmt::format(
                "Not every line is what it must be: see FAILS{}. A busy machine does that too: look at "
                "allocscale doctor, and measure again into another --store when it is quiet.",
                results.incomplete > 0 ? ", and trials that are not complete" : ""));
  return std::move(page).text();
}

}  // namespace allocscale
