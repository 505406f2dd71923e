#include "harness/analysis/scaling_law.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace allocscale {
namespace {

double squared_error(const LawCoefficients& law, const Slowdowns& slowdowns) {
  double sum = 0;
  for (const auto& [workers, slowdown] : slowdowns) {
    const double rest = slowdown - law_at(law, workers);
    sum += rest * rest;
  }
  return sum;
}

double squared_error(std::optional<double> saturation, const Slowdowns& slowdowns) {
  double sum = 0;
  for (const auto& [workers, slowdown] : slowdowns) {
    const double rest = slowdown - hinge_at(saturation, workers);
    sum += rest * rest;
  }
  return sum;
}

std::set<int> common_levels(std::span<const Slowdowns> blocks, int capacity) {
  std::set<int> levels;
  for (const Slowdowns& block : blocks)
    for (const auto& [workers, slowdown] : block)
      if (workers > 1 && workers <= capacity) levels.insert(workers);
  return levels;
}

// The blocks that have every level, with nothing else.
std::vector<Slowdowns> complete_blocks(std::span<const Slowdowns> blocks, const std::set<int>& levels) {
  std::vector<Slowdowns> complete;
  for (const Slowdowns& block : blocks) {
    Slowdowns kept;
    for (const int level : levels)
      if (const auto found = block.find(level); found != block.end()) kept.insert(*found);
    if (kept.size() == levels.size()) complete.push_back(std::move(kept));
  }
  return complete;
}

Slowdowns mean_curve(std::span<const Slowdowns> blocks) {
  Slowdowns mean;
  for (const Slowdowns& block : blocks)
    for (const auto& [workers, slowdown] : block)
      mean[workers] += slowdown / static_cast<double>(blocks.size());
  return mean;
}

// Predicts each level in turn from the others: {law, hinge}.
std::pair<double, double> left_out_errors(const Slowdowns& curve) {
  double law = 0, hinge = 0;
  for (const auto& [workers, slowdown] : curve) {
    Slowdowns others = curve;
    others.erase(workers);
    law += std::pow(slowdown - law_at(fit_law(others), workers), 2);
    hinge += std::pow(slowdown - hinge_at(fit_hinge(others), workers), 2);
  }
  const auto levels = static_cast<double>(curve.size());
  return {std::sqrt(law / levels), std::sqrt(hinge / levels)};
}

}  // namespace

double law_at(const LawCoefficients& law, int workers) {
  return 1 + (workers - 1) * (law.contention + law.coherency * workers);
}

LawCoefficients fit_law(const Slowdowns& slowdowns) {
  double xx = 0, xz = 0, zz = 0, xy = 0, zy = 0;
  for (const auto& [workers, slowdown] : slowdowns) {
    const double x = workers - 1, z = x * workers, y = slowdown - 1;
    xx += x * x;
    xz += x * z;
    zz += z * z;
    xy += x * y;
    zy += z * y;
  }
  const double determinant = xx * zz - xz * xz;
  if (determinant > 1e-9 * xx * zz) {
    const LawCoefficients free = {(xy * zz - zy * xz) / determinant, (zy * xx - xy * xz) / determinant};
    if (free.contention >= 0 && free.coherency >= 0) return free;
  }
  // The best fit lies on the edge: only one of the two terms is used.
  const LawCoefficients only_contention = {std::max(0.0, xy / xx), 0};
  const LawCoefficients only_coherency = {0, std::max(0.0, zy / zz)};
  return squared_error(only_contention, slowdowns) <= squared_error(only_coherency, slowdowns)
             ? only_contention
             : only_coherency;
}

double hinge_at(std::optional<double> saturation, int workers) {
  return saturation ? std::max(1.0, workers / *saturation) : 1;
}

std::optional<double> fit_hinge(const Slowdowns& slowdowns) {
  // With the levels from some P on beyond the hinge, 1/P_sat is a regression through 0. A wrong parting gives
  // a P_sat that hinge_at reads otherwise, and its error then tells against it.
  std::optional<double> best;
  double least = squared_error(best, slowdowns);
  double py = 0, pp = 0;
  for (auto level = slowdowns.rbegin(); level != slowdowns.rend(); ++level) {
    py += level->first * level->second;
    pp += static_cast<double>(level->first) * level->first;
    const double saturation = std::max(1.0, pp / py);
    const double error = squared_error(saturation, slowdowns);
    if (error < least) {
      least = error;
      best = saturation;
    }
  }
  return best;
}

std::optional<double> ScalingLaw::predict(int workers) const {
  if (workers < 1 || workers > 1.5 * largest) return std::nullopt;
  return law_at({contention.estimate, coherency.estimate}, workers);
}

std::optional<ScalingLaw> scaling_law(std::span<const Slowdowns> blocks, int capacity) {
  const std::set<int> levels = common_levels(blocks, capacity);
  if (static_cast<int>(levels.size()) + 1 < levels_for_law) return std::nullopt;
  const std::vector<Slowdowns> complete = complete_blocks(blocks, levels);
  std::vector<double> contention, coherency;
  for (const Slowdowns& block : complete) {
    const LawCoefficients law = fit_law(block);
    contention.push_back(law.contention);
    coherency.push_back(law.coherency);
  }
  const auto a = mean_interval(contention, 0.95), b = mean_interval(coherency, 0.95);
  if (!a || !b) return std::nullopt;
  ScalingLaw law;
  law.blocks = static_cast<int>(complete.size());
  law.contention = *a;
  law.coherency = *b;
  const Slowdowns mean = mean_curve(complete);
  law.saturation = fit_hinge(mean);
  std::tie(law.law_error, law.hinge_error) = left_out_errors(mean);
  law.largest = *levels.rbegin();
  return law;
}

}  // namespace allocscale
