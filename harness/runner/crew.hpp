// Several workers made by one runner: forked, or as its threads.
#pragma once

#include "harness/runner/options.hpp"
#include "harness/runner/worker.hpp"

namespace allocscale::runner {

/// Makes options.workers workers, says hello when all are ready, and answers for each, in their order, when
/// all have stopped. `page` may be nullptr: then they start as soon as all are ready. If a forked worker
/// dies, this process ends as it did, and the kernel kills the others. Creating a thread calls the allocator
/// once, for its thread-local storage, before the start: that belongs to a process with threads.
[[nodiscard]] int run_crew(const Options& options, const kernels::Binding& binding,
                           protocol::Rendezvous* page);

}  // namespace allocscale::runner
