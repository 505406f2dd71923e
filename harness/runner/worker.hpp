// The measured run: prove the allocator, wait for the others, measure, answer.
#pragma once

#include "harness/runner/options.hpp"

namespace allocscale::runner {

/// Runs the trial's one worker to its end and returns the process's exit status.
[[nodiscard]] int run_worker(const Options& options);

}  // namespace allocscale::runner
