#include "harness/report/plot_axis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace allocscale {
namespace {

// 0.3 and not 0.30000000000000004; a minus sign as the texts have it.
std::string tick_text(double value) {
  const double clean = std::abs(value) < 1e-12 ? 0 : value;
  std::string text = fmt::format("{:.6g}", clean);
  if (text.starts_with('-')) text.replace(0, 1, "−");
  return text;
}

// The least of 1, 2 and 5 times a power of ten that is not below `least`.
double round_step(double least) {
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= least * (1 - 1e-9)) return factor * power;
  return 10 * power;
}

}  // namespace

void AxisRange::add(double value) {
  if (std::isfinite(value)) values_.push_back(value);
}

void AxisRange::add_interval(const Span& interval) {
  if (std::isfinite(interval.low) && std::isfinite(interval.high)) intervals_.push_back(interval);
}

Span AxisRange::seen() const {
  if (values_.empty()) return {0, 1};
  const auto [low, high] = std::minmax_element(values_.begin(), values_.end());
  Span span = {*low, *high};
  const double spread = std::max(span.size(), 0.1 * std::max(std::abs(span.low), std::abs(span.high)));
  const Span widest = {span.low - 3 * spread, span.high + 3 * spread};
  for (const Span& interval : intervals_) {
    span.low = std::min(span.low, std::max(interval.low, widest.low));
    span.high = std::max(span.high, std::min(interval.high, widest.high));
  }
  return span;
}

Axis AxisRange::linear(const std::string& label) const {
  Span span = seen();
  const double margin = span.size() > 0 ? 0.06 * span.size() : std::max(0.05 * std::abs(span.high), 0.01);
  span = {span.low - margin, span.high + margin};
  return {label, span, false, linear_ticks(span)};
}

Axis AxisRange::ratios(const std::string& label) const {
  const bool above_zero = std::all_of(values_.begin(), values_.end(), [](double value) { return value > 0; });
  if (values_.empty() || !above_zero) return linear(label);
  const auto [low, high] = std::minmax_element(values_.begin(), values_.end());
  if (*high < 3 * *low) return linear(label);
  Span span = {*low, *high};
  for (const Span& interval : intervals_) {
    if (interval.low > 0) span.low = std::min(span.low, std::max(interval.low, *low / 4));
    span.high = std::max(span.high, std::min(interval.high, *high * 4));
  }
  const double margin = std::pow(span.high / span.low, 0.06);
  span = {span.low / margin, span.high * margin};
  return {label, span, true, logarithmic_ticks(span)};
}

std::vector<Tick> linear_ticks(const Span& span) {
  std::vector<Tick> ticks;
  const double step = round_step(span.size() / 6);
  for (double count = std::ceil(span.low / step - 1e-9); count * step <= span.high * (1 + 1e-12) + 1e-12;
       ++count)
    ticks.push_back({count * step, tick_text(count * step)});
  return ticks;
}

std::vector<Tick> logarithmic_ticks(const Span& span) {
  std::vector<Tick> ticks;
  const double decades = std::log10(span.high / span.low);
  for (double power = std::floor(std::log10(span.low)); power <= std::log10(span.high); ++power)
    for (const double factor : {1.0, 2.0, 5.0}) {
      const double at = factor * std::pow(10, power);
      if (at < span.low || at > span.high || (factor > 1 && decades > 3)) continue;
      ticks.push_back({at, tick_text(at)});
    }
  return ticks;
}

Axis axis_of_rows(const std::vector<Tick>& rows) {
  Axis axis;
  axis.names = true;
  axis.span = {0.4, static_cast<double>(rows.size()) + 0.6};
  axis.ticks = rows;
  for (std::size_t i = 0; i < rows.size(); ++i) axis.ticks[i].at = row_place(i, rows.size());
  return axis;
}

double row_place(std::size_t index, std::size_t rows) { return static_cast<double>(rows - index); }

}  // namespace allocscale
