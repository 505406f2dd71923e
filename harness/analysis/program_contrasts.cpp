#include "harness/analysis/program_contrasts.hpp"

#include <algorithm>

#include "harness/analysis/pairing.hpp"
#include "harness/analysis/trials_at_workers.hpp"

namespace allocscale {
namespace {

const Line* line_to_compare_with(const MeasuredComparison& comparison, const Line& line) {
  const auto found = std::find_if(comparison.lines.begin(), comparison.lines.end(), [&](const Line& one) {
    return !one.twin && one.layout == line.layout && one.setting == line.setting &&
           one.allocator == comparison.baseline.allocator;
  });
  return found == comparison.lines.end() ? nullptr : &*found;
}

Effect time_over(const Line& line, const AtWorkers& at, const Line& reference, const AtWorkers* reference_at,
                 double margin) {
  Effect effect = effect_of(paired(line.log_times(at.workers), reference.log_times(at.workers)), margin,
                            std::nullopt, "no block has both");
  if (waited(at) || (reference_at != nullptr && waited(*reference_at))) withhold(effect);
  return effect;
}

}  // namespace

void add_program_contrasts(const MeasuredComparison& comparison, double margin, KernelTable& table) {
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Line& line = comparison.lines[i];
    const Line* const reference = line_to_compare_with(comparison, line);
    if (reference == nullptr || reference == &line || line.twin) continue;
    const Row& like = table.rows[static_cast<std::size_t>(reference - comparison.lines.data())];
    Row& row = table.rows[i];
    OverBaseline over;
    over.alone = time_over(line, row.alone, *reference, &like.alone, margin);
    for (const AtWorkers& at : row.together)
      over.together.push_back(time_over(line, at, *reference, find_at(like, at.workers), margin));
    row.over_baseline = std::move(over);
  }
}

}  // namespace allocscale
