#include "harness/analysis/verdict.hpp"

#include <algorithm>
#include <cmath>

#include "harness/analysis/distributions.hpp"

namespace allocscale {

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::equivalent:
      return "equivalent";
    case Verdict::loss:
      return "loss";
    case Verdict::gain:
      return "gain";
    case Verdict::inconclusive:
      return "inconclusive";
    case Verdict::none:
      return "none";
    case Verdict::busy:
      return "busy";
    case Verdict::machine:
      return "machine";
    case Verdict::two_kinds:
      return "two kinds";
  }
  return "?";
}

Judgement judge(std::span<const double> ln_ratios, double margin, std::optional<double> least_deviation) {
  Judgement judgement;
  judgement.interval = mean_interval(ln_ratios, 0.95);
  if (!judgement.interval) return judgement;

  const auto count = static_cast<double>(ln_ratios.size());
  const double deviation = std::max(*deviation_of(ln_ratios), least_deviation.value_or(0));
  const double quantiles = t_quantile(0.975, count - 1) + t_quantile(0.8, count - 1);
  judgement.detectable = quantiles * deviation / std::sqrt(count);

  if (count < blocks_for_verdict) return judgement;
  const Interval ninety = *mean_interval(ln_ratios, 0.90);
  const double bound = std::log1p(margin);
  if (ninety.low > -bound && ninety.high < bound)
    judgement.verdict = Verdict::equivalent;
  else if (judgement.interval->low > 0)
    judgement.verdict = Verdict::loss;
  else if (judgement.interval->high < 0)
    judgement.verdict = Verdict::gain;
  else
    judgement.verdict = Verdict::inconclusive;
  return judgement;
}

}  // namespace allocscale
