#include "harness/report/html_trials.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "harness/base/median.hpp"
#include "harness/base/quantity.hpp"
#include "harness/report/grid.hpp"
#include "harness/report/html_picture.hpp"
#include "harness/report/html_text.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

const CellTimes* times_of(std::span<const CellTimes> times, Cell cell, int workers) {
  cell.workers = workers;
  const auto found =
      std::find_if(times.begin(), times.end(), [&](const CellTimes& one) { return one.cell == cell; });
  return found == times.end() ? nullptr : &*found;
}

// The median of the later half over that of the earlier one: "+1.2 %".
std::string drift_text(const std::vector<double>& values) {
  if (values.size() < 4) return "";
  const auto half = static_cast<std::ptrdiff_t>(values.size() / 2);
  const double before = median(std::vector<double>(values.begin(), values.begin() + half));
  const double after = median(std::vector<double>(values.end() - half, values.end()));
  const double change = 100 * (after / before - 1);
  return fmt::format("{}{:.1f} %", change < 0 ? "−" : "+", std::abs(change));
}

// The cell's key, as describe reads it, where a shell takes it as words.
std::string worker_command(const CellTimes& times) {
  const std::string key = cell_key(times.cell);
  const auto plain = [](unsigned char c) {
    return std::isalnum(c) != 0 ||
           std::string_view(" =_-.:+/").find(static_cast<char>(c)) != std::string_view::npos;
  };
  if (times.program || !std::all_of(key.begin(), key.end(), plain)) return "";
  return fmt::format("<code>allocscale describe {} --command</code>", html_escaped(key));
}

std::string trials_row(const Row& row, const CellTimes& times, int capacity, const std::string& id) {
  std::vector<double> values;
  int flagged = 0;
  for (const TrialTime& trial : times.trials) {
    values.push_back(trial.time_ns);
    flagged += trial.flagged ? 1 : 0;
  }
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  const std::string what = row_text(row) + ", " + workers_text(times.cell.workers, capacity);
  return fmt::format(
      "<tr{}><th scope=row>{}</th><td class=n>{}</td><td class=n>{}</td><td class=n>{}</td><td class=n>{}</td><td "
      "class=n>{}</td><td class=n>{}</td><td>{}</td><td>{}</td></tr>\n",
      id.empty() ? "" : fmt::format(" id=\"{}\"", id), html_escaped(what), values.size(),
      html_escaped(format_duration(median(values))), html_escaped(format_duration(*low)),
      html_escaped(format_duration(*high)), html_escaped(drift_text(values)), flagged,
      sparkline(values, fmt::format("{} trials of {} in their order", values.size(), what)),
      worker_command(times));
}

}  // namespace

std::string html_trials(const Report& report, const KernelTable& table, std::span<const CellTimes> times,
                        const std::string& id) {
  std::string rows;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row& row = table.rows[i];
    std::string row_id = fmt::format("{}-{}", id, i);
    std::vector<int> levels = {1};
    levels.insert(levels.end(), table.workers.begin(), table.workers.end());
    const std::string before = rows;
    for (const int workers : levels)
      if (const CellTimes* const one = row.twin ? nullptr : times_of(times, row.cell, workers)) {
        rows += trials_row(row, *one, report.findings.run.capacity, row_id);
        row_id.clear();
      }
    if (rows == before)
      rows += fmt::format("<tr id=\"{}\"><th scope=row>{}</th><td colspan=8>{}</td></tr>\n", row_id,
                          html_escaped(row_text(row)),
                          row.twin ? "the second copy of the baseline" : "no complete trial");
  }
  return fmt::format(
      "<details>\n<summary>Trials of each cell, in the order in which they ran</summary>\n<p class=small>A line that only "
      "wavers is noise; one that rises or falls is drift. Drift: the median of the later half against that of the earlier "
      "one. The command prints the line that runs one worker of the cell, as for perf, gdb or strace.</p>\n<div class=scroll role=region tabindex=0 "
      "aria-labelledby=\"{0}-caption\">\n<table id=\"{0}\" class=sortable><caption id=\"{0}-caption\">Trials of {1}</caption>\n"
      "<thead><tr><th scope=col>cell</th><th scope=col>complete trials</th><th scope=col>median</th><th scope=col>least</th><th "
      "scope=col>most</th><th scope=col>drift</th><th scope=col>flagged</th><th scope=col>times in their order</th><th scope=col>to "
      "repeat</th></tr></thead>\n<tbody>\n{2}</tbody></table>\n</div>\n</details>\n",
      id, html_escaped(task_text(table)), rows);
}

}  // namespace allocscale
