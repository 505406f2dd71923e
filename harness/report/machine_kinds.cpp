#include "harness/report/machine_kinds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "harness/base/clean_text.hpp"

namespace allocscale {
namespace {

bool agree(const std::map<std::string, MachineBuild>& known, const std::vector<MachineBuild>& builds) {
  return std::all_of(builds.begin(), builds.end(), [&](const MachineBuild& build) {
    const auto found = known.find(build.name);
    return found == known.end() || found->second == build;
  });
}

// Kinds with what is needed to add a run to the right one.
class Grouping {
 public:
  void add(const MachineFindings& run) {
    std::vector<std::size_t>& candidates = by_machine_[machine_key(run.machine)];
    const auto found = std::find_if(candidates.begin(), candidates.end(),
                                    [&](std::size_t kind) { return agree(builds_[kind], run.builds); });
    const std::size_t kind = found == candidates.end() ? kinds_.size() : *found;
    if (kind == kinds_.size()) {
      candidates.push_back(kind);
      kinds_.emplace_back();
      builds_.emplace_back();
      nodes_.emplace_back();
    }
    for (const MachineBuild& build : run.builds) builds_[kind].emplace(build.name, build);
    MachineKind& of = kinds_[kind];
    of.runs.push_back(&run);
    const std::string name =
        run.node.empty() ? fmt::format("run {}", run.label.number) : clean_line(run.node);
    const auto [node, added] = nodes_[kind].emplace(name, of.nodes.size());
    if (added) of.nodes.push_back(name);
    for (const MachineRow& row : run.rows) of.rows[{row.task, row.row}][node->second] = &row;
  }

  std::vector<MachineKind> kinds() && { return std::move(kinds_); }

 private:
  std::vector<MachineKind> kinds_;
  std::vector<std::map<std::string, MachineBuild>> builds_;  // of each kind, by allocator
  std::vector<std::map<std::string, std::size_t>> nodes_;    // of each kind
  std::map<std::string, std::vector<std::size_t>> by_machine_;
};

}  // namespace

std::vector<MachineKind> kinds_of(const std::vector<MachineFindings>& machines) {
  Grouping grouping;
  for (const MachineFindings& run : machines) grouping.add(run);
  return std::move(grouping).kinds();
}

std::vector<KindRow> row_names(const std::vector<MachineFindings>& machines) {
  std::vector<KindRow> names;
  std::set<KindRow> seen;
  for (const MachineFindings& run : machines)
    for (const MachineRow& row : run.rows)
      if (seen.emplace(row.task, row.row).second) names.emplace_back(row.task, row.row);
  return names;
}

}  // namespace allocscale
