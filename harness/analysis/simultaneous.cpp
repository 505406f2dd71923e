#include "harness/analysis/simultaneous.hpp"

#include <algorithm>
#include <cmath>

#include "harness/analysis/distributions.hpp"
#include "harness/base/shuffle.hpp"

namespace allocscale {
namespace {

// A contrast less its mean, so that flipping blocks draws from "no difference from the mean".
struct Centred {
  std::vector<double> rest;
  double squares = 0;  // the same under every flip
};

std::optional<Centred> centre(std::span<const double> values, const Interval& interval) {
  // Deviations as small as rounding errors count as 0.
  if (interval.high - interval.low <= 1e-12 * std::abs(interval.estimate)) return std::nullopt;
  Centred centred;
  for (const double value : values) {
    centred.rest.push_back(value - interval.estimate);
    centred.squares += centred.rest.back() * centred.rest.back();
  }
  return centred;
}

// |t| of the flipped contrast.
double flipped_t(const Centred& contrast, std::span<const double> signs) {
  const auto count = static_cast<double>(signs.size());
  double sum = 0;
  for (std::size_t b = 0; b < signs.size(); ++b) sum += signs[b] * contrast.rest[b];
  const double mean = sum / count;
  const double variance = (contrast.squares - count * mean * mean) / (count - 1);
  return variance > 0 ? std::abs(mean) / std::sqrt(variance / count) : 0;
}

double largest_t_quantile(std::span<const Centred> contrasts, std::size_t blocks, double confidence,
                          const Resampling& resampling) {
  SplitMix64 random(resampling.seed);
  std::vector<double> signs(blocks);
  std::vector<double> largest;
  for (int draw = 0; draw < resampling.draws; ++draw) {
    for (double& sign : signs) sign = random.next() >> 63 != 0 ? 1 : -1;
    double most = 0;
    for (const Centred& contrast : contrasts) most = std::max(most, flipped_t(contrast, signs));
    largest.push_back(most);
  }
  const auto rank = static_cast<std::size_t>(std::ceil(confidence * static_cast<double>(largest.size() + 1)));
  const auto at = largest.begin() + static_cast<std::ptrdiff_t>(std::min(rank, largest.size()) - 1);
  std::nth_element(largest.begin(), at, largest.end());
  return *at;
}

}  // namespace

std::optional<SimultaneousIntervals> simultaneous_intervals(std::span<const std::vector<double>> contrasts,
                                                            double confidence, const Resampling& resampling) {
  if (contrasts.empty() || contrasts[0].size() < 2) return std::nullopt;
  SimultaneousIntervals simultaneous;
  std::vector<Centred> centred;
  for (const std::vector<double>& contrast : contrasts) {
    const auto interval = mean_interval(contrast, confidence);
    if (!interval) return std::nullopt;
    simultaneous.intervals.push_back(*interval);
    if (auto rest = centre(contrast, *interval)) centred.push_back(std::move(*rest));
  }
  const std::size_t blocks = contrasts[0].size();
  const double own = t_quantile(0.5 + confidence / 2, static_cast<double>(blocks - 1));
  simultaneous.critical = own;
  if (!centred.empty() && resampling.draws > 0)
    simultaneous.critical = std::max(own, largest_t_quantile(centred, blocks, confidence, resampling));
  for (Interval& interval : simultaneous.intervals) {
    const double half = (interval.high - interval.estimate) * simultaneous.critical / own;
    interval.low = interval.estimate - half;
    interval.high = interval.estimate + half;
  }
  return simultaneous;
}

}  // namespace allocscale
