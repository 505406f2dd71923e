#include "harness/analysis/control_check.hpp"

#include <algorithm>

namespace allocscale {
namespace {

const Row* row_like(const KernelTable& control, const Row& row) {
  const Row* baseline = nullptr;
  for (const Row& one : control.rows) {
    if (one.twin) continue;
    if (one.allocator == row.allocator && one.setting == row.setting) return &one;
    if (one.baseline) baseline = &one;
  }
  return baseline;
}

bool is_uneven(const Effect& effect) {
  if (effect.verdict == Verdict::two_kinds) return true;
  return effect.ratio.value && effect.verdict != Verdict::equivalent && effect.verdict != Verdict::none;
}

}  // namespace

bool only_computes(const KernelTable& table, const Facts& facts) {
  return kernel_facts(facts, table.kernel).resource == Resource::processor;
}

void add_once(std::vector<UnevenControl>& found, UnevenControl control) {
  const bool known = std::any_of(found.begin(), found.end(), [&](const UnevenControl& one) {
    return one.kernel == control.kernel && one.allocator == control.allocator &&
           one.setting == control.setting && one.workers == control.workers;
  });
  if (!known) found.push_back(std::move(control));
}

std::vector<UnevenControl> check_controls(std::vector<KernelTable>& tables, const Facts& facts) {
  std::vector<UnevenControl> found;
  const auto control = std::find_if(tables.begin(), tables.end(),
                                    [&](const KernelTable& table) { return only_computes(table, facts); });
  if (control == tables.end()) return found;
  for (KernelTable& table : tables) {
    if (only_computes(table, facts)) continue;
    for (Row& row : table.rows) {
      const Row* const like = row_like(*control, row);
      if (like == nullptr) continue;
      for (AtWorkers& at : row.together) {
        const AtWorkers* const computing = find_at(*like, at.workers);
        if (computing == nullptr || !is_uneven(computing->judged())) continue;
        Effect& judged = at.corrected ? *at.corrected : at.slowdown;
        const bool claimed = judged.verdict == Verdict::loss;
        if (claimed) judged.verdict = Verdict::machine;
        const Verdict of_control = computing->judged().verdict;
        if (claimed || (of_control != Verdict::busy && of_control != Verdict::two_kinds))
          add_once(found, {control->kernel, like->allocator, like->setting, at.workers, computing->judged(),
                           like->alone.waiting_share, computing->waiting_share});
      }
    }
  }
  return found;
}

}  // namespace allocscale
