#include "harness/report/finding_line.hpp"

#include <fmt/format.h>

#include <vector>

#include "harness/base/joined.hpp"
#include "harness/model/quality.hpp"

namespace allocscale {

int incomplete_trials(const AtWorkers& at) {
  int trials = 0;
  for (const Incomplete& incomplete : at.incomplete) trials += incomplete.trials;
  return trials;
}

std::string flags_text(const AtWorkers& at) {
  std::vector<std::string> raised;
  for (const QualityFlag flag : at.flags.flags().list())
    raised.push_back(fmt::format("{}:{}", quality_flag_info(flag).name, at.flags.trials(flag)));
  return joined(raised, " ");
}

std::string time_kind(const AtWorkers& at) {
  if (!at.time_ns.value) return "";
  return at.running ? "running" : "elapsed";
}

Estimate per_cpu_share(const AtWorkers& at) { return at.corrected ? at.corrected->ratio : Estimate{}; }

}  // namespace allocscale
