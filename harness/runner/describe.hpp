// The runner's description of itself: its allocator, its kernels and layouts, and what a task will need.
#pragma once

#include <cstdint>

#include "allocators/contract/declaration.hpp"
#include "harness/runner/options.hpp"
#include "kernels/contract/registry.hpp"

namespace allocscale::runner {

/// `--describe`. May allocate: nothing is measured in this process.
void describe(const Options& options);

/// `--predict`: the memory and time of one iteration. For a replayed layout also the recording of all
/// iterations, and the time of their rehearsal. May allocate.
void predict(const Options& options);

/// Bytes that one iteration takes from the allocator at its peak; where the allocator never frees, in all.
[[nodiscard]] std::uint64_t iteration_bytes(const kernels::Binding& binding, std::uint64_t size,
                                            const allocators::Rounding& rounding);

}  // namespace allocscale::runner
