#include "harness/analysis/stopping.hpp"

#include <algorithm>
#include <cmath>

#include "harness/analysis/verdict.hpp"

namespace allocscale {

bool width_check_due(int blocks) {
  constexpr int between_checks = 5;
  return blocks >= blocks_for_verdict && (blocks - blocks_for_verdict) % between_checks == 0;
}

std::vector<double> judged_half_widths(const Findings& findings) {
  std::vector<double> widths;
  bool whole = true;
  const auto add = [&](const Effect& effect) {
    if (!effect.ratio.value) return;
    whole = whole && effect.ratio.interval.has_value();
    if (effect.ratio.interval)
      widths.push_back(std::log(effect.ratio.interval->high / effect.ratio.interval->low) / 2);
  };
  for (const KernelTable& table : findings.tables)
    for (const Row& row : table.rows) {
      if (row.twin) continue;
      for (const AtWorkers& at : row.together) add(at.judged());
      for (const Cost& cost : row.costs) add(cost.effect);
    }
  return whole ? widths : std::vector<double>();
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
