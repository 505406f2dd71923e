// What the heap goes through before the task: the levels of the factor `history`.
#pragma once

#include <cstdint>

#include "allocators/contract/declaration.hpp"
#include "harness/runner/options.hpp"

namespace allocscale::kernels {
struct Binding;
}

namespace allocscale::runner {

/// Blocks of one size, all of them written; then `freed` of them, drawn at random, are freed in random order.
struct Litter {
  std::uint64_t blocks = 0;
  std::uint64_t freed = 0;
  std::uint64_t block_bytes = 0;
};

/// As many holes as the task has elements alive at its peak, each as large as an element, among as many
/// blocks that stay. For a layout without elements, the elements of another layout of the kernel count, so
/// that both find the same heap.
[[nodiscard]] Litter litter_of(const kernels::Binding& binding, std::uint64_t size);

/// What a littered history adds to the task's memory, its list of blocks included, as if no hole were filled
/// again. 0 for another history, and for an allocator that never frees: it has no holes.
[[nodiscard]] std::uint64_t litter_bytes(const Options& options, const kernels::Binding& binding,
                                         const allocators::Rounding& rounding);

/// Brings the heap into the state that options.history names. No other code calls an allocation function
/// before the kernel does. What this needs for itself is mapped, and unmapped when it returns.
void make_history(const Options& options, const kernels::Binding& binding);

}  // namespace allocscale::runner
