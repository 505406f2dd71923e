// Draws plots by gnuplot: everything that is written into a script for it is written here.
//
// Names of programs, allocators and files are data, and may hold whatever gnuplot would obey. They are
// cleaned (clean_line), cut to the room that there is, and stand in single quotes, within which gnuplot
// expands neither commands nor variables nor backslashes. All text is a label at a place that is computed
// here: ticks would be formats of printf.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "harness/report/plot.hpp"

namespace allocscale {

enum class Picture { svg, png, pdf };

/// The extensions of files, without the dot.
inline constexpr std::array<std::string_view, 3> picture_names = {"svg", "png", "pdf"};

[[nodiscard]] std::optional<Picture> picture_of(std::string_view extension);

/// How a plot is drawn.
struct Drawing {
  Picture picture = Picture::svg;
  bool within_page = false;  // the page says title, caption and source itself
  std::string output = {};   // the file that the script writes; empty: to standard output
};

/// The script, with its data. Equal plots give equal scripts.
[[nodiscard]] std::string plot_script(const Plot& plot, const PlotSource& source, const Drawing& drawing);

/// The data of the script as CSV: a line for each mark, with its panel, series and interval.
[[nodiscard]] std::string plot_data(const Plot& plot);

}  // namespace allocscale
