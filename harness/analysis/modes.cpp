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

// The values on one side of a cut.
struct Group {
  int count = 0;
  double sum = 0;

  void add(double value) {
    ++count;
    sum += value;
  }
  [[nodiscard]] double mean() const { return sum / count; }
};

struct Parted {
  Group fast, slow;

  [[nodiscard]] int count() const { return fast.count + slow.count; }
  [[nodiscard]] double mean() const { return (fast.sum + slow.sum) / count(); }
};

Parted parted_at(double cut, std::span<const double> logarithms) {
  Parted parted;
  for (const double value : logarithms) (value < cut ? parted.fast : parted.slow).add(value);
  return parted;
}

// ln of the number of ways to choose k of n.
double log_choose(int n, int k) { return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1); }

// Fisher's exact test, two-sided: of all divisions of the slow ones among the two, those that are no likelier
// than the one seen.
double fisher_p(const Parted& before, const Parted& after) {
  const int slow = before.slow.count + after.slow.count;
  const auto probability = [&](int slow_before) {
    return std::exp(log_choose(before.count(), slow_before) + log_choose(after.count(), slow - slow_before) -
                    log_choose(before.count() + after.count(), slow));
  };
  const double seen = probability(before.slow.count) * (1 + 1e-9);
  double p = 0;
  for (int at = std::max(0, slow - after.count()); at <= std::min(slow, before.count()); ++at)
    if (const double one = probability(at); one <= seen) p += one;
  return p;
}

// How far a kind moved between the cells; nothing where one of them has none of it.
std::optional<double> moved(const Group& before, const Group& after) {
  if (before.count == 0 || after.count == 0) return std::nullopt;
  return after.mean() - before.mean();
}

// What is left of the difference of the means when both cells have the shares of both together.
double within_kinds(const Parted& before, const Parted& after) {
  const int fast = before.fast.count + after.fast.count, slow = before.slow.count + after.slow.count;
  const auto fast_moved = moved(before.fast, after.fast), slow_moved = moved(before.slow, after.slow);
  if (!fast_moved) return slow_moved.value_or(0);
  if (!slow_moved) return *fast_moved;
  return (fast * *fast_moved + slow * *slow_moved) / (fast + slow);
}

}  // namespace

std::optional<Kinds> kinds_of(std::span<const double> before, std::span<const double> after) {
  const auto modes_before = two_modes(before), modes_after = two_modes(after);
  if (!modes_before && !modes_after) return std::nullopt;
  Kinds kinds;
  if (before.empty() || after.empty()) return kinds;
  const Modes& modes = modes_before ? *modes_before : *modes_after;
  const double gap = std::log(modes.high / modes.low);
  const double cut = (std::log(modes.low) + std::log(modes.high)) / 2;
  const Parted one = parted_at(cut, before), other = parted_at(cut, after);
  const auto stays = [gap](const std::optional<double>& by) { return !by || std::abs(*by) < gap / 2; };
  kinds.slow_before = one.slow.count;
  kinds.before = one.count();
  kinds.slow_after = other.slow.count;
  kinds.after = other.count();
  kinds.same = stays(moved(one.fast, other.fast)) && stays(moved(one.slow, other.slow));
  const double difference = other.mean() - one.mean();
  kinds.by_share = kinds.same && fisher_p(one, other) <= 0.05 &&
                   std::abs(within_kinds(one, other)) < std::abs(difference) / 2;
  return kinds;
}

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
