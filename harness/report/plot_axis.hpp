// Axes that show all that lies on them: their spans and ticks.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/report/plot.hpp"

namespace allocscale {

/// Gathers what an axis must show.
class AxisRange {
 public:
  /// A value that is seen. Values that are not finite are left out.
  void add(double value);
  /// The ends of an interval. One that reaches further than three times the spread of the values is cut off:
  /// two blocks make intervals beside which nothing else could be seen.
  void add_interval(const Span& interval);

  [[nodiscard]] bool empty() const { return values_.empty(); }
  /// The span of a linear axis, with a margin, and its ticks.
  [[nodiscard]] Axis linear(const std::string& label) const;
  /// Of ratios: logarithmic where the values differ threefold, else linear.
  [[nodiscard]] Axis ratios(const std::string& label) const;

 private:
  [[nodiscard]] Span seen() const;

  std::vector<double> values_;
  std::vector<Span> intervals_;
};

/// Ticks at 1, 2 or 5 times powers of ten, at most about seven.
[[nodiscard]] std::vector<Tick> linear_ticks(const Span& span);
[[nodiscard]] std::vector<Tick> logarithmic_ticks(const Span& span);

/// An axis of names, the first at the top: at 1, 2, … from the end, each with a line of its own.
[[nodiscard]] Axis axis_of_rows(const std::vector<Tick>& rows);
/// Where row `index` of `rows` lies on it.
[[nodiscard]] double row_place(std::size_t index, std::size_t rows);

}  // namespace allocscale
