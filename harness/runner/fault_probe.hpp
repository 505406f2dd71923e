// Does the allocator give memory back? Page faults of rounds that allocate, fill and free: the proof of a
// policy arm.
#pragma once

#include "harness/runner/options.hpp"

namespace allocscale::runner {

/// `--faults BYTES BLOCK`: rounds that each allocate BYTES in blocks of BLOCK, write to every page and free
/// them all; with `--pause MS` so far apart, and with a few blocks more that are freed after the pause and
/// taken again, outside the count. Prints one line with the minor faults of the first round, of the
/// last and of all but the first together (`warm`), and returns the exit status. The allocator is proven
/// first, as before a trial.
[[nodiscard]] int count_faults(const Options& options);

/// `--growing BYTES`: a buffer that grows as `t = t + [j]` lets it grow: a larger one is allocated, a write
/// made to every page, and the old one freed. From 4 KiB on by an eighth, and over the last 32 rounds by 8
/// bytes up to BYTES. Prints `first`, the faults of the first of those, and `last`, a mean of the last 24: of
/// their halves the one with fewer.
[[nodiscard]] int count_growing_faults(const Options& options);

}  // namespace allocscale::runner
