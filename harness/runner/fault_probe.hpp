// Does the allocator give memory back? Page faults of rounds that allocate, fill and free: the proof of a
// policy arm.
#pragma once

#include "harness/runner/options.hpp"

namespace allocscale::runner {

/// `--faults BYTES BLOCK`: rounds that each allocate BYTES in blocks of BLOCK, write to every page and free
/// them all. Prints one line with the minor faults of each round and returns the exit status. The allocator
/// is proven first, as before a trial.
[[nodiscard]] int count_faults(const Options& options);

}  // namespace allocscale::runner
