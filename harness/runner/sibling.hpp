// A sibling: a worker that repeats one kernel beside a measuring worker, until that has stopped.
#pragma once

#include "harness/runner/options.hpp"
#include "harness/runner/worker.hpp"

namespace allocscale::protocol {
struct Rendezvous;
}
namespace allocscale::kernels {
struct Binding;
}

namespace allocscale::runner {

/// Builds what the first repeat works on. To be called before the release: pages that a sibling touches for
/// the first time are page faults, and only siblings whose kernel is there for page faults are to disturb the
/// measuring worker with those.
void prepare_sibling(const Options& options, const kernels::Binding& binding, void* task);

/// Repeats the prepared kernel until a measuring worker of the page has stopped, and enters the last answer
/// into the report. With options.operations_per_s the repeats begin at equal distances, and the sibling spins
/// on the clock in between: its CPU is busy, the memory is not. Returns the operations done.
[[nodiscard]] std::uint64_t run_sibling(const Options& options, const kernels::Binding& binding, void* task,
                                        const protocol::Rendezvous& page, Report& report);

}  // namespace allocscale::runner
