// The lines that a runner prints for a trial: before it, who owns the allocator's symbols; after it, what its
// workers measured.
#pragma once

#include "harness/runner/options.hpp"
#include "harness/runner/worker.hpp"

namespace allocscale::runner {

/// Prints the hello line, with the owner of each symbol; ends the process when one is not the declared owner.
void prove_allocator(const Options& options);

/// Prints one worker's samples and its result.
void write_answer(const Options& options, const kernels::Binding& binding, Report& report);

}  // namespace allocscale::runner
