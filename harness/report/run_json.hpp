// What describes a run, as JSON: for the formats json and jsonl.
#pragma once

#include "harness/report/json_text.hpp"
#include "harness/report/report.hpp"

namespace allocscale {

/// Number, experiment, question, beginning, baseline, blocks, seed, …; with the machine that it ran on.
[[nodiscard]] Json run_json(const Findings& findings);

/// A member for each allocator that ran, with the library that was proven and its hashes.
[[nodiscard]] Json allocators_json(const Findings& findings);

/// The rows of the table "estimates": as `allocscale query "SELECT * FROM estimates"` has them.
[[nodiscard]] Json estimates_json(const Findings& findings);

}  // namespace allocscale
