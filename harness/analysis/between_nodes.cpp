#include "harness/analysis/between_nodes.hpp"

#include <algorithm>
#include <cmath>

#include "harness/analysis/distributions.hpp"
#include "harness/base/median.hpp"

namespace allocscale {
namespace {

struct Weighted {
  double mean = 0;
  double weight = 0;   // the sum of the weights
  double scatter = 0;  // Q: the weighted sum of squared differences from the mean
};

Weighted weighted(std::span<const NodeEffect> effects, double between_variance) {
  Weighted sum;
  for (const NodeEffect& effect : effects) {
    const double weight = 1 / (effect.variance + between_variance);
    sum.weight += weight;
    sum.mean += weight * effect.value;
  }
  sum.mean /= sum.weight;
  for (const NodeEffect& effect : effects) {
    const double difference = effect.value - sum.mean;
    sum.scatter += difference * difference / (effect.variance + between_variance);
  }
  return sum;
}

// Paule and Mandel's: with it the scatter is as large as its expectation. The scatter falls as it rises.
double between_variance(std::span<const NodeEffect> effects) {
  const double expected = static_cast<double>(effects.size()) - 1;
  if (effects.size() < 2 || weighted(effects, 0).scatter <= expected) return 0;
  double low = 0, high = 1e-12;
  while (weighted(effects, high).scatter > expected) high *= 2;
  for (int step = 0; step < 200 && high - low > 1e-14 * high; ++step) {
    const double middle = low + (high - low) / 2;
    (weighted(effects, middle).scatter > expected ? low : high) = middle;
  }
  return low + (high - low) / 2;
}

bool is_apart(std::span<const NodeEffect> effects, std::size_t one, double margin) {
  std::vector<NodeEffect> others(effects.begin(), effects.end());
  others.erase(others.begin() + static_cast<std::ptrdiff_t>(one));
  const bool known = effects.size() >= fewest_nodes;
  const double between = known ? between_variance(others) : 0;
  const Weighted mean = weighted(others, between);
  const double error = std::sqrt(effects[one].variance + between + 1 / mean.weight);
  const double difference = std::fabs(effects[one].value - mean.mean);
  if (difference <= margin) return false;
  // The variance between few machines is itself uncertain: Student's t, with the degrees left.
  constexpr double level = 0.01;
  const double degrees = known ? static_cast<double>(others.size()) - 1 : 1e6;
  return difference / error > t_quantile(1 - level / 2 / static_cast<double>(effects.size()), degrees);
}

}  // namespace

std::optional<NodeEffect> log_effect(const Estimate& estimate) {
  if (!estimate.value || !estimate.interval || estimate.blocks < 2 || estimate.interval->low <= 0)
    return std::nullopt;
  const double half = (std::log(estimate.interval->high) - std::log(estimate.interval->low)) / 2;
  const double error = half / t_quantile(0.975, estimate.blocks - 1);
  if (!std::isfinite(error) || error <= 0) return std::nullopt;
  return NodeEffect{std::log(*estimate.value), error * error};
}

BetweenNodes combine_nodes(std::span<const NodeEffect> effects, double margin) {
  BetweenNodes result;
  const double variance = between_variance(effects);
  const Weighted all = weighted(effects, variance);
  result.mean = all.mean;
  result.between = std::sqrt(variance);
  std::vector<double> errors;
  for (const NodeEffect& effect : effects) errors.push_back(std::sqrt(effect.variance));
  result.within = median(errors);
  const auto degrees = static_cast<double>(effects.size()) - 1;
  if (effects.size() >= fewest_nodes) {
    const double error = std::sqrt(std::max(1.0, all.scatter / degrees) / all.weight);
    const double half = t_quantile(0.975, degrees) * error;
    result.interval = Interval{all.mean, all.mean - half, all.mean + half};
  }
  if (effects.size() >= 2)
    for (std::size_t i = 0; i < effects.size(); ++i)
      if (is_apart(effects, i, margin)) result.apart.push_back(i);
  return result;
}

}  // namespace allocscale
