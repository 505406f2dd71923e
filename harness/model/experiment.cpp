#include "harness/model/experiment.hpp"

#include <algorithm>

#include "harness/model/factor.hpp"

namespace allocscale {

Design default_design(Estimand) { return Design::separate; }

bool is_baseline(const Baseline& baseline, const Cell& cell) {
  const auto at_its_level = [&](const auto& entry) {
    return level_of(find_factor(entry.first), cell) == entry.second;
  };
  return cell.layout == baseline.layout && cell.allocator == baseline.allocator &&
         std::all_of(baseline.levels.begin(), baseline.levels.end(), at_its_level);
}

}  // namespace allocscale
