#include "harness/conduct/forecast.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/analysis/precision.hpp"
#include "harness/base/quantity.hpp"

namespace allocscale {
namespace {

constexpr int fewest_blocks = 5;

std::optional<double> deviation_in(const Findings& findings, const Comparison& comparison, Design design) {
  for (const KernelTable& table : findings.tables) {
    if (table.design != design || table.kernel != comparison.kernel || table.size != comparison.size ||
        !table.headline)
      continue;
    for (const Row& row : table.rows) {
      const AtWorkers* const at = find_at(row, *table.headline);
      if (row.baseline && at != nullptr && at->slowdown.ratio.blocks >= fewest_blocks)
        return deviation_behind(at->slowdown.ratio);
    }
  }
  return std::nullopt;
}

std::string share_text(double share) { return fmt::format("{:.{}f} %", 100 * share, share < 0.0995 ? 1 : 0); }

std::string forecast_line(const TaskHistory& history, int blocks, double margin, double seconds_per_block) {
  std::string text = fmt::format("{} blocks: about ±{} for the slowdown of {}", blocks,
                                 share_text(expected_half_width(history.deviation, std::max(blocks, 2))),
                                 task_name(history.kernel, history.size));
  const auto needed = blocks_for_half_width(history.deviation, margin);
  if (needed && *needed > blocks)
    text += fmt::format("; ±{:g} % takes about {} blocks, {}", 100 * margin, *needed,
                        format_span(*needed * seconds_per_block));
  return text + fmt::format(" (by run {})", history.run);
}

}  // namespace

std::vector<TaskHistory> histories(const Plan& plan, const std::vector<Findings>& findings,
                                   const std::vector<RunId>& runs) {
  std::vector<TaskHistory> found;
  for (const Comparison& comparison : plan.comparisons)
    for (std::size_t i = 0; i < findings.size(); ++i)
      if (const auto deviation = deviation_in(findings[i], comparison, design_of(plan, comparison))) {
        found.push_back({comparison.kernel, comparison.size, *deviation, runs[i]});
        break;
      }
  return found;
}

std::vector<TaskHistory> stored_histories(const Plan& plan, Store& store, const Machine& machine) {
  constexpr std::size_t most_read = 3;
  std::vector<Findings> findings;
  std::vector<RunId> ids;
  for (const RunSummary& run : store.runs()) {
    if (ids.size() == most_read || histories(plan, findings, ids).size() == plan.comparisons.size()) break;
    if (run.machine.cpu_model != machine.cpu_model || run.machine.cpus != machine.cpus ||
        run.complete_trials == 0)
      continue;
    findings.push_back(analyse(store.load(run.id)));
    ids.push_back(run.id);
  }
  return histories(plan, findings, ids);
}

std::vector<std::string> forecast_lines(const std::vector<TaskHistory>& histories, int blocks, double margin,
                                        double seconds_per_block) {
  std::vector<std::string> lines;
  for (const TaskHistory& history : histories)
    lines.push_back(forecast_line(history, blocks, margin, seconds_per_block));
  if (lines.empty())
    lines.push_back(fmt::format(
        "how precise {} blocks will be is not known before a run: this store has none of these tasks on this "
        "machine (launches of one task usually differ by 10 to 15 %, which gives ±7 to ±10 % in 20 "
        "blocks)",
        blocks));
  return lines;
}

}  // namespace allocscale
