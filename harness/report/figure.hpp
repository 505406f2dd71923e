// A figure shows one thing of a run as a picture. A new figure is one new file in figures/.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/attribution/attribution.hpp"
#include "harness/report/cell_times.hpp"
#include "harness/report/plot.hpp"
#include "harness/report/report.hpp"

namespace allocscale {

/// What a figure is drawn from: a run, or some tasks of it.
struct FigureData {
  const Report& report;
  std::span<const Attribution> attributions;  // of the whole run
  std::span<const CellTimes> times;           // likewise
  std::string kernel = {};                    // only its tasks; empty: of all
  std::string layout = {};                    // only its rows; empty: of all
  const KernelTable* table = nullptr;         // only this one; nullptr: all

  [[nodiscard]] bool shows(const KernelTable& one) const;
  [[nodiscard]] bool shows(const Row& row) const;  // no twin, and not left_out()
  /// Whether the row's workers have siblings that do something else, where the kernel has rows with its own:
  /// what they show of interference stands in the explanation.
  [[nodiscard]] bool left_out(const Row& row) const;
  [[nodiscard]] bool shows(const Attribution& one) const;
};

/// Where a page shows a figure.
enum class FigurePlace {
  answer,  // below the answer, of all tasks; beside each task where these are too many
  task,    // beside each task
  run,     // once, with what all tasks have in common
};

/// One figure. figures/NAME.cpp defines `extern const Figure NAME` in namespace allocscale::figures.
struct Figure {
  std::string_view name;     // as in `allocscale figure NAME`
  std::string_view meaning;  // one sentence
  std::string_view reading;  // how to read it: a few sentences
  FigurePlace place = FigurePlace::task;
  Plot (*plot)(const FigureData& data) = nullptr;
  int rank = 9;  // of those in one place, the lowest first
};

/// A picture has at most so many panels. One of more says which tasks to choose.
inline constexpr std::size_t most_panels = 24;

/// Every figure of this build, ordered by name.
[[nodiscard]] std::span<const Figure* const> all_figures();

/// Throws RequestError, naming the nearest valid figure, when there is none of that name.
[[nodiscard]] const Figure& find_figure(std::string_view name);

/// The figure of these data. A plot that would have too many panels has none, and says what to choose.
[[nodiscard]] Plot plot_of(const Figure& figure, const FigureData& data);

/// The run and the machine of the data.
[[nodiscard]] PlotSource source_of(const Report& report);

/// The look of a row's marks: its allocator with its setting has the same in every figure of a report.
[[nodiscard]] std::size_t look_of(const Report& report, const Row& row);

/// A text that names the row, as figures have it: without the levels of siblings, which all rows that are
/// drawn share.
[[nodiscard]] std::string drawn_text(const Row& row, std::string_view text);

/// The row's allocator and setting, as figures name it.
[[nodiscard]] std::string drawn_name(const Row& row);

/// " Rows with other siblings …": a sentence for a caption, empty where no such row is left out.
[[nodiscard]] std::string left_out_words(const FigureData& data);

/// Of an estimate that has one.
[[nodiscard]] std::optional<Span> span_of(const std::optional<Interval>& interval);

}  // namespace allocscale
