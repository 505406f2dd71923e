// What the page of machines shows of one run on one machine: a few KiB, which travel where raw samples are
// too many. In a file it is a line of JSON.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/analysis/between_nodes.hpp"
#include "harness/analysis/findings.hpp"
#include "harness/report/grid.hpp"

namespace allocscale {

/// One value of a row: as this machine alone is shown, and as it is combined with others of its kind.
struct MachineValue {
  std::string text;
  Tone tone = Tone::plain;
  std::optional<NodeEffect> effect;  // of the logarithm; absent where nothing is claimed
};

struct MachineRow {
  std::string task;
  std::string row;        // layout and allocator
  MachineValue slowdown;  // at the table's headline
  MachineValue cost;      // the first change that is told
  MachineValue alone;     // the time alone, in ns
};

struct MachineBuild {
  std::string name;
  std::string version;
  std::string library_hash;
  std::string runner_hash;

  friend bool operator==(const MachineBuild&, const MachineBuild&) = default;
};

struct MachineFindings {
  std::string experiment;
  RunLabel label;
  std::string node;  // empty: not known
  Machine machine;
  int capacity = 1;
  double margin = 0.03;
  std::optional<Shard> shard;
  std::vector<MachineBuild> builds;
  std::string workers;  // that slowdowns are at, "2 workers"; empty: there is no slowdown
  std::string against;  // what costs are against
  std::vector<MachineRow> rows;
};

[[nodiscard]] MachineFindings machine_findings(const Findings& findings);

/// One line of JSON, with its line break.
[[nodiscard]] std::string findings_line(const MachineFindings& findings);

/// The lines of a file, without repeats. Throws RequestError, which names file and line, where one is none.
[[nodiscard]] std::vector<MachineFindings> read_findings(const std::filesystem::path& path);

}  // namespace allocscale
