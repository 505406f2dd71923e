// The JSON of Google Benchmark, for its tools (compare.py). A cell is a benchmark, and each of its trials a
// repetition of it. https://github.com/google/benchmark/blob/main/docs/tools.md
#include <fmt/format.h>

#include "harness/base/clean_text.hpp"
#include "harness/base/date_text.hpp"
#include "harness/model/factor.hpp"
#include "harness/report/cell_times.hpp"
#include "harness/report/format.hpp"
#include "harness/report/json_text.hpp"

namespace allocscale::formats {
namespace {

// "concat/boxed/glibc/16000/workers:2", and what is not at its default.
std::string name_of(const CellTimes& times) {
  const Cell& cell = times.cell;
  std::string name = fmt::format("{}/{}/{}/{}/workers:{}", cell.kernel, cell.layout, cell.allocator,
                                 cell.size, cell.workers);
  for (const Factor& factor : factors())
    if (level_of(factor, cell) != level_of(factor, Cell{}))
      name += fmt::format("/{}:{}", factor.name, level_of(factor, cell));
  return clean_line(name);
}

Json context_json(const Findings& findings) {
  const Machine& machine = findings.run.machine;
  Json caches = Json::array();
  for (const Cache& cache : machine.caches)
    caches.push_back({{"type", clean_line(cache.type)},
                      {"level", cache.level},
                      {"size", cache.bytes},
                      {"num_sharing", cache.shared_by_cpus}});
  return {{"date", utc_time_text(findings.label.started_at_unix_ns)},
          {"executable", "allocscale"},
          {"num_cpus", machine.cpus},
          {"caches", caches},
          {"library_build_type", "release"}};
}

std::string render_gbench(const Report& report, const TerminalStyle&) {
  Json benchmarks = Json::array();
  std::size_t family = 0;
  for (const CellTimes& times : cell_times(report)) {
    const std::string name = name_of(times);
    for (std::size_t i = 0; i < times.trials.size(); ++i) {
      const TrialTime& trial = times.trials[i];
      benchmarks.push_back({{"name", name},
                            {"family_index", family},
                            {"per_family_instance_index", 0},
                            {"run_name", name},
                            {"run_type", "iteration"},
                            {"repetitions", times.trials.size()},
                            {"repetition_index", i},
                            {"threads", 1},
                            {"iterations", times.iterations},
                            {"real_time", trial.time_ns},
                            {"cpu_time", trial.cpu_ns.value_or(trial.time_ns)},
                            {"time_unit", "ns"}});
    }
    ++family;
  }
  return json_text({{"context", context_json(report.findings)}, {"benchmarks", benchmarks}}, 1) + "\n";
}

}  // namespace

extern const Format gbench;
const Format gbench = {"gbench", "gbench.json",
                       "JSON of Google Benchmark, for its compare.py: a trial is a repetition",
                       &render_gbench};

}  // namespace allocscale::formats
