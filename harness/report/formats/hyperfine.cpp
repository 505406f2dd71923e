// The JSON of hyperfine (--export-json), for the scripts that read it. Programs only: a result for each
// command, allocator and number of workers. https://github.com/sharkdp/hyperfine
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "harness/analysis/interval.hpp"
#include "harness/base/clean_text.hpp"
#include "harness/base/median.hpp"
#include "harness/report/cell_times.hpp"
#include "harness/report/format.hpp"
#include "harness/report/json_text.hpp"

namespace allocscale::formats {
namespace {

constexpr double seconds_per_ns = 1e-9;

// The mean in seconds; null where a launch did not tell it.
Json mean_seconds(const std::vector<TrialTime>& trials, std::optional<double> TrialTime::*part) {
  double sum = 0;
  for (const TrialTime& trial : trials) {
    if (!(trial.*part)) return nullptr;
    sum += *(trial.*part) * seconds_per_ns;
  }
  return sum / static_cast<double>(trials.size());
}

Json result_json(const CellTimes& times) {
  const Cell& cell = times.cell;
  std::vector<double> seconds;
  for (const TrialTime& trial : times.trials) seconds.push_back(trial.time_ns * seconds_per_ns);
  const std::optional<double> deviation = deviation_of(seconds);
  return {{"command", clean_line(fmt::format("{} [{}, {}]", cell.kernel, cell.layout, cell.allocator))},
          {"mean", *mean_of(seconds)},
          {"stddev", deviation ? Json(*deviation) : Json(nullptr)},
          {"median", median(seconds)},
          {"user", mean_seconds(times.trials, &TrialTime::user_ns)},
          {"system", mean_seconds(times.trials, &TrialTime::system_ns)},
          {"min", *std::min_element(seconds.begin(), seconds.end())},
          {"max", *std::max_element(seconds.begin(), seconds.end())},
          {"times", seconds},
          {"parameters",
           {{"allocator", clean_line(cell.allocator)},
            {"variant", clean_line(cell.layout)},
            {"workers", std::to_string(cell.workers)}}}};
}

std::string render_hyperfine(const Report& report, const TerminalStyle&) {
  Json results = Json::array();
  for (const CellTimes& times : cell_times(report))
    if (times.program) results.push_back(result_json(times));
  return json_text({{"results", results}}, 2) + "\n";
}

}  // namespace

extern const Format hyperfine;
const Format hyperfine = {"hyperfine", "hyperfine.json",
                          "JSON of hyperfine, for scripts that read it: programs only", &render_hyperfine};

}  // namespace allocscale::formats
