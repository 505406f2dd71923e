#include "harness/runner/history.hpp"

#include <cstdlib>
#include <cstring>
#include <utility>

#include "allocators/contract/demand.hpp"
#include "kernels/contract/out_of_memory.hpp"
#include "kernels/contract/registry.hpp"
#include "kernels/parts/mapped_array.hpp"
#include "kernels/parts/random.hpp"

namespace allocscale::runner {
namespace {

// As in a program that has run for a while, which a benchmark on a fresh heap leaves out (Berger and van
// Kempen 2026). The share is ours. An allocator that fills holes by rising addresses puts the share of freed
// blocks right beside the one before: with 70 % freed, jemalloc and glibc put 70 and 68 % of elements there.
constexpr std::uint64_t blocks_per_hole = 2;
constexpr std::uint64_t litter_seed = 0x6c6974746572;  // the same heap in every worker, but for its addresses

// glibc's mmap and trim thresholds grow to the size of the largest mapped block that was ever freed, here
// from 128 KiB to 900 KB, for the rest of the process (mallopt(3), M_MMAP_THRESHOLD). Other allocators may
// keep the block.
void raise_thresholds() {
  void* volatile block = std::malloc(900'000);
  std::free(block);
}

void shuffle(void** blocks, std::uint64_t count) {
  kernels::parts::Random random(litter_seed);
  for (std::uint64_t left = count; left > 1; --left) std::swap(blocks[left - 1], blocks[random.below(left)]);
}

// What is freed last is what many allocators give out first, so the order of freeing is the order in which
// the elements will lie.
void leave(const Litter& litter) {
  void** blocks = kernels::parts::map_array<void*>(litter.blocks);
  for (std::uint64_t i = 0; i < litter.blocks; ++i) {
    blocks[i] = std::malloc(litter.block_bytes);
    if (blocks[i] == nullptr) kernels::out_of_memory(litter.block_bytes);
    std::memset(blocks[i], 1, litter.block_bytes);
  }
  shuffle(blocks, litter.blocks);
  for (std::uint64_t i = 0; i < litter.freed; ++i) std::free(blocks[i]);
  kernels::parts::unmap_array(blocks, litter.blocks);
}

kernels::Footprint footprint_of(const kernels::Binding& binding, std::uint64_t size) {
  const kernels::Binding& asks = binding.rehearsal != nullptr ? *binding.rehearsal : binding;
  const kernels::Footprint own = asks.footprint(size);
  if (own.elements > 0) return own;
  for (const kernels::KernelBindings bindings : kernels::all_kernels()) {
    if (bindings.front().kernel != binding.kernel) continue;
    for (const kernels::Binding& other : bindings) {
      if (!other.unsupported.empty()) continue;
      const kernels::Footprint found = other.footprint(size);
      if (found.elements > 0) return found;
    }
  }
  return own;
}

}  // namespace

Litter litter_of(const kernels::Binding& binding, std::uint64_t size) {
  const kernels::Footprint task = footprint_of(binding, size);
  return {blocks_per_hole * task.elements, task.elements, task.element_bytes};
}

std::uint64_t litter_bytes(const Options& options, const kernels::Binding& binding,
                           const allocators::Rounding& rounding) {
  if (options.history != History::littered || rounding.never_frees) return 0;
  const Litter litter = litter_of(binding, options.size);
  return allocators::block_bytes(litter.blocks, litter.block_bytes, rounding) + litter.blocks * sizeof(void*);
}

void make_history(const Options& options, const kernels::Binding& binding) {
  if (options.history == History::raised) raise_thresholds();
  if (options.history == History::littered && !allocators::declaration.rounding.never_frees)
    leave(litter_of(binding, options.size));
}

}  // namespace allocscale::runner
