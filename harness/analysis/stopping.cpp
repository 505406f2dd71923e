#include "harness/analysis/stopping.hpp"

#include <algorithm>
#include <cmath>

#include "harness/analysis/verdict.hpp"

namespace allocscale {

bool looks_at_widths(int blocks) {
  constexpr int between_looks = 5;
  return blocks >= blocks_for_verdict && (blocks - blocks_for_verdict) % between_looks == 0;
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
      if (!row.baseline) add(row.cost);
    }
  return whole ? widths : std::vector<double>();
}

Look take_look(const StoppingRule& rule, int blocks, std::span<const double> half_widths,
               double elapsed_seconds, double block_seconds) {
  Look look;
  look.blocks = blocks;
  look.elapsed_seconds = elapsed_seconds;
  if (rule.precision && looks_at_widths(blocks) && !half_widths.empty())
    look.widest = std::expm1(*std::max_element(half_widths.begin(), half_widths.end()));
  if (look.widest) look.wanted = rule.precision;
  if (look.widest && *look.widest <= *rule.precision)
    look.decision = StopDecision::precise;
  else if (blocks >= rule.blocks)
    look.decision = StopDecision::blocks;
  else if (rule.budget_seconds && elapsed_seconds + block_seconds > *rule.budget_seconds)
    look.decision = StopDecision::budget;
  return look;
}

}  // namespace allocscale
