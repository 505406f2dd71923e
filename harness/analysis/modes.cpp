#include "harness/analysis/modes.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace allocscale {
namespace {

constexpr std::size_t fewest_values = 20;
constexpr double least_share_between = 0.9;  // of all squares
constexpr double least_ratio = 1.2;

}  // namespace

std::optional<Modes> two_modes(std::span<const double> logarithms) {
  std::vector<double> values(logarithms.begin(), logarithms.end());
  if (values.size() < fewest_values) return std::nullopt;
  std::sort(values.begin(), values.end());
  const auto count = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
  double all_squares = 0;
  for (const double value : values) all_squares += (value - mean) * (value - mean);

  const std::size_t fewest = std::max<std::size_t>(3, (values.size() + 9) / 10);
  double between = 0, sum = 0, low = 0, high = 0;
  std::size_t parted = 0;
  for (std::size_t i = 1; i < values.size(); ++i) {
    sum += values[i - 1];
    if (i < fewest || values.size() - i < fewest) continue;
    const auto below = static_cast<double>(i);
    const double lower = sum / below, upper = (count * mean - sum) / (count - below);
    const double squares = below * (count - below) / count * (upper - lower) * (upper - lower);
    if (squares <= between) continue;
    between = squares;
    low = lower;
    high = upper;
    parted = i;
  }
  if (parted == 0 || between < least_share_between * all_squares || high - low < std::log(least_ratio))
    return std::nullopt;
  return Modes{std::exp(low), std::exp(high), static_cast<int>(parted), static_cast<int>(values.size())};
}

}  // namespace allocscale
