// Several workers made by one runner: forked, or as its threads.
#pragma once

#include "harness/runner/options.hpp"
#include "harness/runner/worker.hpp"

namespace allocscale::runner {

/// Makes options.workers workers, prints hello when all are ready, and prints the answer of each, in their
/// order, when all have stopped. `page` may be nullptr: then they start as soon as all are ready. If a forked
/// worker dies, this process ends in the same way, and the kernel kills the others. Creating a thread calls
/// the allocator once, for its thread-local storage, before the start: every process with threads does that.
[[nodiscard]] int run_crew(const Options& options, const kernels::Binding& binding,
                           protocol::Rendezvous* page);

}  // namespace allocscale::runner
