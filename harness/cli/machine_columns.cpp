#include "harness/cli/machine_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include "harness/base/clean_text.hpp"
#include "harness/base/plural.hpp"
#include "harness/model/machine.hpp"

namespace allocscale {
namespace {

// How an experiment is split, whichever part it is.
using SplitKey = std::tuple<int, int, std::string>;

SplitKey split_of(const RunSummary& run) {
  if (!run.shard) return {0, 0, ""};
  return {run.shard->count, run.shard->replicas, run.shard->split};
}

}  // namespace

std::vector<MachineFindings> findings_by_machine(Store& store, const std::string& experiment,
                                                 std::vector<std::string>& notes) {
  std::optional<SplitKey> split;  // of the newest shard
  std::string name = experiment;
  std::set<std::tuple<std::string, std::string, int>> seen;  // machine, node, shard
  std::size_t left_out = 0;
  std::vector<MachineFindings> findings;
  for (const RunSummary& run : store.runs()) {  // newest first
    if (run.trials == 0) continue;
    if (name.empty()) name = run.experiment;
    if (run.experiment != name) continue;
    if (run.shard && !split) split = split_of(run);
    if (run.shard && split != split_of(run)) {
      ++left_out;
      continue;
    }
    if (seen.emplace(machine_key(run.machine), run.node, run.shard ? run.shard->number : 0).second)
      findings.push_back(machine_findings(analyse(store.load(run.id))));
  }
  if (left_out > 0)
    notes.push_back(
        fmt::format("{} left out: split into other shards than the newest of {}, by another "
                    "--shard, --replicate or build",
                    plural(left_out, "run"), clean_line(name)));
  std::reverse(findings.begin(), findings.end());
  return findings;
}

}  // namespace allocscale
