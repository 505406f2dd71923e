#include "harness/attribution/check.hpp"

#include <algorithm>
#include <cmath>

#include "harness/analysis/interval.hpp"

namespace allocscale {

std::string_view check_result_name(CheckResult result) {
  switch (result) {
    case CheckResult::passed:
      return "passed";
    case CheckResult::failed:
      return "FAILED";
    case CheckResult::inconclusive:
      return "inconclusive";
    case CheckResult::nothing:
      return "nothing to remove";
    case CheckResult::no_witness:
      return "no witness";
  }
  return "?";
}

CheckResult check_silent(const Counter& counter, double floor) {
  const auto before = mean_of(counter.before), after = mean_of(counter.after);
  if (!before || !after) return CheckResult::no_witness;
  if (*after > std::max(floor, *before / 20)) return CheckResult::failed;
  return *before <= floor ? CheckResult::nothing : CheckResult::passed;
}

CheckResult check_unchanged(const Counter& counter, double tolerance, double floor) {
  if (counter.before.size() < 2) return CheckResult::no_witness;
  std::vector<double> ratios;
  for (std::size_t i = 0; i < counter.before.size(); ++i) {
    const double least = std::max(floor, 1.0);  // what is below it has no ratio worth the name
    ratios.push_back(std::log(std::max(counter.after[i], least) / std::max(counter.before[i], least)));
  }
  const double bound = std::log1p(tolerance);
  const auto ninety = mean_interval(ratios, 0.90), wide = mean_interval(ratios, 0.95);
  if (!ninety || !wide) return CheckResult::inconclusive;
  if (ninety->low > -bound && ninety->high < bound) return CheckResult::passed;
  return wide->low > bound || wide->high < -bound ? CheckResult::failed : CheckResult::inconclusive;
}

bool stands(std::span<const Check> checks, std::string_view removal) {
  return std::none_of(checks.begin(), checks.end(), [&](const Check& check) {
    return check.removal == removal && check.result == CheckResult::failed;
  });
}

}  // namespace allocscale
