#include "harness/analysis/stopping.hpp"

#include <algorithm>
#include <cmath>

#include "harness/analysis/verdict.hpp"
#include "harness/base/median.hpp"

namespace allocscale {

bool width_check_due(int blocks) {
  constexpr int between_checks = 5;
  return blocks >= blocks_for_verdict && (blocks - blocks_for_verdict) % between_checks == 0;
}

namespace {

// Calls take(effect) for each ratio that the tables judge, twins aside; a ratio that no block has is none.
template <class Take>
void each_judged(const Findings& findings, const Take& take_any) {
  const auto take = [&](const Effect& effect) {
    if (effect.ratio.value) take_any(effect);
  };
  for (const KernelTable& table : findings.tables)
    for (const Row& row : table.rows) {
      if (row.twin) continue;
      for (const AtWorkers& at : row.together) take(at.judged());
      for (const Cost& cost : row.costs) take(cost.effect);
    }
}

// Of ln ratio.
double half_width(const Interval& interval) { return std::log(interval.high / interval.low) / 2; }

}  // namespace

std::vector<double> judged_half_widths(const Findings& findings) {
  std::vector<double> widths;
  bool whole = true;
  each_judged(findings, [&](const Effect& effect) {
    whole = whole && effect.ratio.interval.has_value();
    if (effect.ratio.interval) widths.push_back(half_width(*effect.ratio.interval));
  });
  return whole ? widths : std::vector<double>();
}

std::optional<double> typical_half_width(const Findings& findings) {
  std::vector<double> widths;
  each_judged(findings, [&](const Effect& effect) {
    if (effect.ratio.interval) widths.push_back(half_width(*effect.ratio.interval));
  });
  if (widths.empty()) return std::nullopt;
  return std::expm1(median(widths));
}

StopCheck check_stop(const StoppingRule& rule, int blocks, std::span<const double> half_widths,
                     double elapsed_seconds, double block_seconds) {
  StopCheck check;
  check.blocks = blocks;
  check.elapsed_seconds = elapsed_seconds;
  if (rule.precision && width_check_due(blocks) && !half_widths.empty())
    check.widest = std::expm1(*std::max_element(half_widths.begin(), half_widths.end()));
  if (check.widest) check.wanted = rule.precision;
  if (check.widest && *check.widest <= *rule.precision)
    check.decision = StopDecision::precise;
  else if (blocks >= rule.blocks)
    check.decision = StopDecision::blocks;
  else if (rule.budget_seconds && elapsed_seconds + block_seconds > *rule.budget_seconds)
    check.decision = StopDecision::budget;
  return check;
}

}  // namespace allocscale
