// How much memory an allocator needs for what a program asks of it: arithmetic on its declared rounding.
#pragma once

#include <cstdint>

#include "allocators/contract/declaration.hpp"

namespace allocscale::allocators {

/// What one iteration asks for: alive at its peak, and in all.
struct Requests {
  std::uint64_t elements = 0;  // alive
  std::uint64_t element_bytes = 0;
  std::uint64_t buffer_bytes = 0;  // alive
  std::uint64_t all_elements = 0;  // fewer than are alive: the others are in pools of the kernel's own
  std::uint64_t all_buffers = 0;
  std::uint64_t all_buffer_bytes = 0;  // 0: not known
};

/// What `blocks` blocks of `bytes` each take.
[[nodiscard]] constexpr std::uint64_t block_bytes(std::uint64_t blocks, std::uint64_t bytes,
                                                  const Rounding& rounding) {
  const std::uint64_t step = rounding.step_bytes;
  return blocks * ((bytes + rounding.header_bytes + step - 1) / step * step);
}

/// Of one iteration at its peak; of all its requests where nothing is freed. Where a kernel does not say what
/// its buffers add up to, each is taken to be as large as all that are alive at once: never too little.
[[nodiscard]] constexpr std::uint64_t iteration_bytes(const Requests& asked, const Rounding& rounding) {
  if (!rounding.never_frees)
    return block_bytes(asked.elements, asked.element_bytes, rounding) + asked.buffer_bytes;
  const std::uint64_t buffers =
      asked.all_buffer_bytes > 0 ? asked.all_buffer_bytes : asked.all_buffers * asked.buffer_bytes;
  return block_bytes(asked.all_elements, asked.element_bytes, rounding) + buffers +
         asked.all_buffers * (rounding.header_bytes + rounding.step_bytes);
}

/// What lies in pools beside that: part of an iteration's memory, but not asked of the allocator. Of one that
/// frees, iteration_bytes has it already.
[[nodiscard]] constexpr std::uint64_t pooled_bytes(const Requests& asked, const Rounding& rounding) {
  if (!rounding.never_frees || asked.elements <= asked.all_elements) return 0;
  return block_bytes(asked.elements - asked.all_elements, asked.element_bytes, rounding);
}

}  // namespace allocscale::allocators
