#include "harness/analysis/interval.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "harness/analysis/distributions.hpp"

namespace allocscale {

std::optional<double> mean_of(std::span<const double> values) {
  if (values.empty()) return std::nullopt;
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

std::optional<double> deviation_of(std::span<const double> values) {
  if (values.size() < 2) return std::nullopt;
  const double mean = *mean_of(values);
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

std::optional<Interval> mean_interval(std::span<const double> blocks, double confidence) {
  const auto deviation = deviation_of(blocks);
  if (!deviation || !std::isfinite(*deviation)) return std::nullopt;
  const double mean = *mean_of(blocks);
  const auto count = static_cast<double>(blocks.size());
  const double half_width = t_quantile(0.5 + confidence / 2, count - 1) * *deviation / std::sqrt(count);
  return Interval{mean, mean - half_width, mean + half_width};
}

std::optional<Interval> geometric_interval(std::span<const double> blocks, double confidence) {
  std::vector<double> logarithms;
  logarithms.reserve(blocks.size());
  for (const double value : blocks) {
    if (!(value > 0)) return std::nullopt;
    logarithms.push_back(std::log(value));
  }
  const auto interval = mean_interval(logarithms, confidence);
  if (!interval) return std::nullopt;
  return exponential(*interval);
}

Interval exponential(const Interval& logarithms) {
  return {std::exp(logarithms.estimate), std::exp(logarithms.low), std::exp(logarithms.high)};
}

}  // namespace allocscale
