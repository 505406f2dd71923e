// Machines of one kind: the same fingerprint and the same builds, other names. They are replicates.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "harness/report/machine_findings.hpp"

namespace allocscale {

/// A row of a table, as every machine names it: its task, then layout and allocator.
using KindRow = std::pair<std::string, std::string>;

struct MachineKind {
  std::vector<const MachineFindings*> runs;  // the shards of all its nodes, in their order
  std::vector<std::string> nodes;            // names, or "run 3" where there is none
  /// Of each row, its number among the nodes and the row; of a node that has it twice, the later run.
  std::map<KindRow, std::map<std::size_t, const MachineRow*>> rows;
};

/// The kinds in the order of their first runs. Machines are of one kind where their fingerprints are equal
/// and no allocator that both have is of another version, library or build. Takes n log n for n runs.
[[nodiscard]] std::vector<MachineKind> kinds_of(const std::vector<MachineFindings>& machines);

/// The rows of all machines, in the order in which they come first.
[[nodiscard]] std::vector<KindRow> row_names(const std::vector<MachineFindings>& machines);

}  // namespace allocscale
