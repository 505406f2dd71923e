#include "harness/analysis/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "harness/base/shuffle.hpp"

namespace allocscale {
namespace {

struct Pair {
  double upper;
  double lower;
};

struct Studentised {
  double ratio;
  double error;
};

Studentised studentise(std::span<const Pair> blocks) {
  const auto count = static_cast<double>(blocks.size());
  double upper = 0, lower = 0;
  for (const Pair& block : blocks) {
    upper += block.upper;
    lower += block.lower;
  }
  const double ratio = upper / lower;
  double squares = 0;  // of upper − ratio·lower, whose mean is 0
  for (const Pair& block : blocks) {
    const double rest = block.upper - ratio * block.lower;
    squares += rest * rest;
  }
  return {ratio, std::sqrt(squares / (count - 1) / count) / std::abs(lower / count)};
}

// The studentised distances of `draws` resamples from the ratio, sorted.
std::vector<double> resampled(std::span<const Pair> blocks, double ratio, const Resampling& resampling) {
  SplitMix64 random(resampling.seed);
  std::vector<Pair> drawn(blocks.size());
  std::vector<double> distances;
  while (distances.size() < static_cast<std::size_t>(resampling.draws)) {
    for (Pair& block : drawn) block = blocks[random.below(blocks.size())];
    const Studentised again = studentise(drawn);
    if (again.error > 0 && std::isfinite(again.error))
      distances.push_back((again.ratio - ratio) / again.error);
  }
  std::sort(distances.begin(), distances.end());
  return distances;
}

// With 1999 draws the 0.025 quantile is exactly the 50th: (draws + 1)·p.
double quantile(std::span<const double> sorted, double probability) {
  const double rank = probability * static_cast<double>(sorted.size() + 1);
  const double last = static_cast<double>(sorted.size());
  return sorted[static_cast<std::size_t>(std::clamp(std::round(rank), 1.0, last)) - 1];
}

}  // namespace

std::optional<Interval> ratio_of_means(std::span<const double> upper, std::span<const double> lower,
                                       double confidence, const Resampling& resampling) {
  if (upper.size() < blocks_for_bootstrap) return std::nullopt;
  const auto below = mean_interval(lower, confidence);
  if (!below || !mean_interval(upper, confidence)) return std::nullopt;
  if (below->holds(0)) return std::nullopt;

  std::vector<Pair> blocks;
  for (std::size_t i = 0; i < upper.size(); ++i) blocks.push_back({upper[i], lower[i]});
  const Studentised seen = studentise(blocks);
  // Blocks that agree to the last bits have no distribution to draw from.
  if (seen.error <= 1e-12 * std::abs(seen.ratio)) return Interval{seen.ratio, seen.ratio, seen.ratio};
  const auto distances = resampled(blocks, seen.ratio, resampling);
  return Interval{seen.ratio, seen.ratio - quantile(distances, 0.5 + confidence / 2) * seen.error,
                  seen.ratio - quantile(distances, 0.5 - confidence / 2) * seen.error};
}

}  // namespace allocscale
