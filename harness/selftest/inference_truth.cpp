#include "harness/selftest/inference_truth.hpp"

#include <cmath>

#include "harness/analysis/bootstrap.hpp"
#include "harness/analysis/distributions.hpp"
#include "harness/analysis/interval.hpp"
#include "harness/analysis/pairing.hpp"
#include "harness/analysis/simultaneous.hpp"
#include "harness/analysis/verdict.hpp"
#include "harness/selftest/simulated.hpp"

namespace allocscale {
namespace {

constexpr int blocks = 20;
constexpr double margin = 0.03;

std::vector<double> drawn(Normal& normal, double mean, double deviation) {
  std::vector<double> values;
  for (int i = 0; i < blocks; ++i) values.push_back(normal(mean, deviation));
  return values;
}

double t_coverage(int draws, Normal normal) {
  return share_of(draws, [&] { return mean_interval(drawn(normal, 0.2, 0.1), 0.95)->holds(0.2); });
}

// Times, whose logarithms are normal: it is the median that a geometric mean is for.
double geometric_coverage(int draws, Normal normal) {
  return share_of(draws, [&] {
    std::vector<double> times = drawn(normal, std::log(5.0), 0.16);
    for (double& time : times) time = std::exp(time);
    return geometric_interval(times, 0.95)->holds(5.0);
  });
}

// Skewed blocks, a share that hangs together with its whole: 0.4 of a loss of 30 points with a heavy tail.
double bootstrap_coverage(int draws, Normal normal) {
  std::uint64_t seed = 0;
  return share_of(draws, [&] {
    std::vector<double> part, whole;
    for (int block = 0; block < blocks; ++block) {
      whole.push_back(30 * std::exp(normal(-0.08, 0.4)));  // of mean 30
      part.push_back(0.4 * whole.back() + normal(0, 3));
    }
    const auto interval = ratio_of_means(part, whole, 0.95, {499, ++seed});
    return interval && interval->holds(0.4);
  });
}

// A cell against itself, with minutes that drift far more than trials differ: pairing must take the drift
// out.
double aa_differing(int draws, Normal normal) {
  return share_of(draws, [&] {
    Series first, second;
    for (int block = 0; block < blocks; ++block) {
      const double drift = normal(18, 0.5);
      first[{block, 0}] = drift + normal(0, 0.1);
      second[{block, 0}] = drift + normal(0, 0.1);
    }
    return !mean_interval(paired(first, second).values(), 0.95)->holds(0);
  });
}

// How often an effect of `mean`, with blocks that deviate by `deviation`, is judged to be `wanted`.
double judged(int draws, Normal normal, double mean, double deviation, Verdict wanted) {
  return share_of(draws, [&] { return judge(drawn(normal, mean, deviation), margin).verdict == wanted; });
}

double detectable_found(int draws, Normal normal) {
  const double effect =
      (t_quantile(0.975, blocks - 1) + t_quantile(0.8, blocks - 1)) * 0.1 / std::sqrt(blocks);
  return judged(draws, normal, effect, 0.1, Verdict::loss);
}

// Five contrasts of the same blocks, which share `common` of their deviation: do all intervals hold at once?
double family_coverage(int draws, Normal normal, double common) {
  std::uint64_t seed = 0;
  return share_of(draws, [&] {
    std::vector<std::vector<double>> contrasts(5);
    for (int block = 0; block < blocks; ++block) {
      const double shared = normal(0, common);
      for (auto& contrast : contrasts)
        contrast.push_back(2 + shared + normal(0, std::sqrt(1 - common * common)));
    }
    const auto joint = simultaneous_intervals(contrasts, 0.95, {499, ++seed});
    for (const Interval& interval : joint->intervals)
      if (!interval.holds(2)) return false;
    return true;
  });
}

}  // namespace

std::vector<BoundedFigure> inference_truth(const SimulationEffort& effort) {
  auto next = [seed = effort.seed, purpose = std::uint64_t{0}]() mutable {
    return Normal(derive_seed(seed, ++purpose));
  };
  const int draws = effort.draws, resampled = effort.resampled_draws;
  const double size_error = 3 * std::sqrt(0.05 * 0.95 / draws);
  std::vector<BoundedFigure> figures;
  const auto add = [&](const char* what, double figure, double least, double most) {
    figures.push_back({what, figure, least, most, FigureUnit::share});
  };
  add("95 % t intervals that hold the mean", t_coverage(draws, next()), 0.93, 0.97);
  add("95 % geometric intervals that hold the median of skewed times", geometric_coverage(draws, next()),
      0.93, 0.97);
  add("95 % bootstrap-t intervals that hold the share", bootstrap_coverage(resampled, next()), 0.93, 0.97);
  add("two copies of one cell, drifting together, that differ", aa_differing(draws, next()), 0.03, 0.07);
  add("an effect as large as the margin that is called equivalent",
      judged(draws, next(), std::log(1 + margin), 0.02, Verdict::equivalent), 0.03, 0.05 + size_error);
  add("no effect, in quiet blocks, that is called equivalent",
      judged(draws, next(), 0, 0.02, Verdict::equivalent), 0.99, 1);
  add("no effect, in noisy blocks, that is called a loss or a gain",
      judged(draws, next(), 0, 0.1, Verdict::loss) + judged(draws, next(), 0, 0.1, Verdict::gain), 0.03,
      0.07);
  add("an effect of the detectable size that is found", detectable_found(draws, next()), 0.77, 0.83);
  add("five independent intervals that all hold at once", family_coverage(resampled, next(), 0), 0.93, 0.97);
  add("five intervals of the same cells that all hold at once", family_coverage(resampled, next(), 0.9), 0.93,
      0.97);
  return figures;
}

}  // namespace allocscale
