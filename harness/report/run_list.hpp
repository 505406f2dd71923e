// The runs of a store, a line each.
#pragma once

#include <set>
#include <span>
#include <string>

#include "harness/model/run_summary.hpp"
#include "harness/report/terminal.hpp"

namespace allocscale {

/// What is known at this moment beside what is stored.
struct RunsNow {
  bool measuring = false;          // another process measures into the store
  std::set<std::string> binaries;  // hashes of the runners that are here
};

enum class RunState {
  complete,   // all blocks that were asked for
  precise,    // fewer blocks: the intervals were narrow enough
  cut,        // the same command continues it
  cut_older,  // likewise, but by other runners than those here: the same command begins a new run
  measuring,  // another process measures it
  empty,      // no trial
};

/// "complete", "precise", "cut", "cut, older", "measuring", "empty".
[[nodiscard]] std::string_view run_state_name(RunState state);

/// The state of each run, in their order. The run that has the newest trial is the one that is measured.
[[nodiscard]] std::vector<RunState> run_states(std::span<const RunSummary> runs, const RunsNow& now);

/// The text: a line for each run in their order, a note on a second line, then what the words mean. No line
/// of a run is wider than the terminal from 80 columns on: names are cut.
[[nodiscard]] std::string run_list_text(std::span<const RunSummary> runs, const RunsNow& now,
                                        const TerminalStyle& style);

/// The same for programs, with nothing cut. Times are ISO 8601 (UTC) and seconds.
[[nodiscard]] std::string run_list_csv(std::span<const RunSummary> runs, const RunsNow& now);
[[nodiscard]] std::string run_list_json(std::span<const RunSummary> runs, const RunsNow& now);

}  // namespace allocscale
