// Notes on how a run was conducted: which blocks were run again, and when the interval widths were looked at.
#pragma once

#include <string>
#include <vector>

#include "harness/analysis/run_log.hpp"

namespace allocscale {

/// Blocks that were replaced, and blocks that count though they were disturbed; empty where there were none.
[[nodiscard]] std::vector<std::string> block_notes(const RunLog& log);

/// "The widths of the intervals were looked at after 20 and 25 blocks; …"; empty where they were not.
[[nodiscard]] std::string stop_note(const RunLog& log);

/// Which perf events no trial of the run counted; empty where each was counted.
[[nodiscard]] std::string uncounted_note(const RunLog& log);

/// All of the above.
[[nodiscard]] std::vector<std::string> run_notes(const RunLog& log);

}  // namespace allocscale
