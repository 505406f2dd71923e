// The contrasts that one experiment declares, judged together.
#include "harness/analysis/false_discovery.hpp"
#include "harness/analysis/measured_comparison.hpp"

namespace allocscale {
namespace {

void add_effects(std::vector<KernelTable>& tables, std::vector<Effect*>& family) {
  for (KernelTable& table : tables) {
    for (Row& row : table.rows) {
      if (row.twin) continue;
      for (AtWorkers& at : row.together) family.push_back(at.corrected ? &*at.corrected : &at.slowdown);
      for (Cost& cost : row.costs) family.push_back(&cost.effect);
      if (!row.over_baseline) continue;
      family.push_back(&row.over_baseline->alone);
      for (Effect& effect : row.over_baseline->together) family.push_back(&effect);
    }
    add_effects(table.cold, family);
  }
}

std::vector<Effect*> family_of(std::vector<KernelTable>& tables) {
  std::vector<Effect*> family;
  add_effects(tables, family);
  std::erase_if(family, [](const Effect* effect) { return !effect->p_value; });
  return family;
}

}  // namespace

void adjust_over_tables(std::vector<KernelTable>& tables) {
  const std::vector<Effect*> family = family_of(tables);
  std::vector<double> p_values;
  for (const Effect* effect : family) p_values.push_back(*effect->p_value);
  const std::vector<double> adjusted = discovery_adjusted(p_values);
  for (std::size_t i = 0; i < family.size(); ++i) family[i]->adjusted_p = adjusted[i];
}

}  // namespace allocscale
