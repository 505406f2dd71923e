// A forest plot: ratios with their intervals, a row each, beside a band of what counts as the same.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/report/plot.hpp"

namespace allocscale {

/// A panel has at most so many rows.
inline constexpr std::size_t most_forest_rows = 120;

struct ForestRow {
  std::string name;
  std::optional<double> ratio;   // absent: the row has its name and its word only
  std::optional<Span> interval;  // 95 %
  std::string word;              // at the other end of its line: what is said of it
  std::string series;            // in the legend
  std::size_t look = 0;
  bool hollow = false;
};

/// The rows from the top, at most most_forest_rows of them. The band reaches from 1/(1 + margin) to
/// 1 + margin.
[[nodiscard]] Panel forest_panel(const std::string& title, const std::vector<ForestRow>& rows, double margin,
                                 const std::string& label);

/// How a forest plot is read: sentences for its caption.
[[nodiscard]] std::string forest_words(double margin);

}  // namespace allocscale
