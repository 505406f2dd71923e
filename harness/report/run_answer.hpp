// The answer of a run of kernels: what another allocator, layout or setting does to the time alone, like with
// like; whether anything loses when several workers run at once; and what to type next.
#pragma once

#include "harness/analysis/findings.hpp"
#include "harness/report/answer.hpp"

namespace allocscale {

/// Its grid has a row for each task and a column for each layout; of several allocators it names the one that
/// is shown to take least. Of a run with fidelity pairs it says how many of their quantities agree. Says no
/// more than the verdicts do. Without lines where the run has no task.
[[nodiscard]] Answer run_answer(const Findings& findings);

}  // namespace allocscale
