// What a runner says of a trial: who owns its allocator, before; what its workers measured, after.
#pragma once

#include "harness/runner/options.hpp"
#include "harness/runner/worker.hpp"

namespace allocscale::runner {

/// Says hello with who owns each symbol; ends the process when one is not the declared owner's.
void prove_allocator(const Options& options);

/// One worker's samples and result.
void write_answer(const Options& options, const kernels::Binding& binding, Report& report);

}  // namespace allocscale::runner
