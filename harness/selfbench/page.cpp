// page: how long does one HTML page of a full matrix take, how large is it, when can a reader use it in a
// browser, and how long does one figure take?
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "harness/attribution/attribution.hpp"
#include "harness/base/clock.hpp"
#include "harness/base/quantity.hpp"
#include "harness/launch/gnuplot.hpp"
#include "harness/report/figure.hpp"
#include "harness/report/format.hpp"
#include "harness/report/plot_script.hpp"
#include "harness/selfbench/browser.hpp"
#include "harness/selfbench/made_trial.hpp"
#include "harness/selfbench/part.hpp"

namespace allocscale::selfbench {
namespace {

constexpr int iterations = 2;
constexpr int blocks = 30;
constexpr double target_page_ns = 5e9, target_figure_ns = 1e9, target_page_bytes = 5 << 20,
                 target_usable_ns = 1e9;

// Lists and controls × layouts × allocators × four numbers of workers.
std::vector<Cell> matrix() {
  std::vector<Cell> cells;
  for (const char* kernel : {"append", "concat", "copy", "dict", "set", "slice", "sqrt"})
    for (const char* layout :
         {"boxed", "immortal", "shuffled", "pyboxed", "arena", "ghost", "contiguous", "linked"})
      for (const char* allocator : {"glibc", "jemalloc", "mimalloc", "scudo", "tbbmalloc", "tcmalloc"})
        for (const int workers : {1, 2, 3, 4})
          cells.push_back({kernel, layout, allocator, 20'000, workers, iterations});
  return cells;
}

Dataset made_dataset(Instrument& instrument) {
  Dataset dataset;
  dataset.run = instrument.head(matrix()).run;
  dataset.run.baseline = {"boxed", "glibc"};
  dataset.run.capacity = 4;
  dataset.run.estimand = Estimand::cold;  // times that are drawn at random do not settle
  for (int block = 0; block < blocks; ++block)
    for (std::size_t cell = 0; cell < dataset.run.cells.size(); ++cell) {
      StoredTrial trial;
      trial.planned.cell = cell;
      trial.planned.block = block;
      trial.result = made_result(dataset.run.cells[cell], instrument.random());
      dataset.trials.push_back(std::move(trial));
    }
  return dataset;
}

void add_browser(PartReport& parts, const std::string& page) {
  const std::optional<BrowserTimes> times = times_in_browser(page);
  if (!times) {
    parts.figures.push_back({"in a browser", "chromium is not in PATH", "", std::nullopt});
    return;
  }
  const auto told = [](double ms) { return format_duration(1e6 * ms); };
  parts.figures.push_back({"in a browser, until parsed", told(times->parsed), "", std::nullopt});
  parts.figures.push_back({"until scripts have run", told(times->loaded), "", std::nullopt});
  parts.figures.push_back({"of this its own script", told(times->script), "", std::nullopt});
  parts.figures.push_back({fmt::format("until usable, of {} loads (at most)", times->loads),
                           fmt::format("{} ({})", told(times->usable), told(times->longest)),
                           "≤ " + format_duration(target_usable_ns),
                           1e6 * times->usable <= target_usable_ns});
}

PartReport measure(Instrument& instrument) {
  PartReport parts;
  const auto timed = [](const auto& make) {
    const std::int64_t begin_ns = monotonic_ns();
    make();
    return static_cast<double>(monotonic_ns() - begin_ns);
  };
  Report report;
  Dataset dataset = made_dataset(instrument);
  std::size_t samples = 0;
  for (const StoredTrial& trial : dataset.trials)
    for (const WorkerResult& worker : trial.result.workers) samples += worker.samples.size();
  const double analysed_ns = timed([&] { report = make_report(std::move(dataset), {}); });
  report.draw = drawn_by_gnuplot;
  std::string page;
  const double page_ns = timed([&] { page = find_format("html").render(report, {}); });
  const double whole_ns = analysed_ns + page_ns, bytes = static_cast<double>(page.size());
  parts.figures.push_back({"analysis", format_duration(analysed_ns), "", std::nullopt});
  parts.figures.push_back({"analysis and page", format_duration(whole_ns),
                           "≤ " + format_duration(target_page_ns), whole_ns <= target_page_ns});
  parts.figures.push_back(
      {"its size", format_bytes(bytes), "≤ " + format_bytes(target_page_bytes), bytes <= target_page_bytes});

  add_browser(parts, page);

  std::vector<Attribution> attributions;
  const double attributed_ns = timed([&] { attributions = attribute(report.dataset); });
  parts.figures.push_back({fmt::format("of the page, {} subjects explained", attributions.size()),
                           format_duration(attributed_ns), "", std::nullopt});
  const std::vector<CellTimes> times = cell_times(report);
  for (const allocscale::Figure* figure : all_figures()) {
    const Plot plot = plot_of(*figure, {report, attributions, times, "concat", ""});
    if (plot.panels.empty()) continue;
    std::string picture;
    const double ns = timed([&] { picture = drawn_by_gnuplot(plot_script(plot, source_of(report), {})); });
    parts.figures.push_back(
        {fmt::format("figure {}, {} panels", figure->name, plot.panels.size()),
         fmt::format("{}, {}", format_duration(ns), format_bytes(static_cast<double>(picture.size()))),
         "≤ " + format_duration(target_figure_ns), ns <= target_figure_ns});
  }
  parts.how = fmt::format(
      "A made-up run of {} cells × {} blocks, {} samples, every metric present; no store is read. The page has every figure "
      "beside each task; the figures below it are those of one task. The browser is Chromium without a window, begun anew for each "
      "load; a page is usable when it has been laid out and drawn.",
      report.findings.run.cells.size(), blocks, format_count(static_cast<double>(samples)));
  return parts;
}

}  // namespace

const Part parts::page = {
    "page", "What do an HTML page of a full matrix and a figure take, also in a browser?", measure};

}  // namespace allocscale::selfbench
