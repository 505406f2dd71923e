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

/// Whether buffers grew in small steps, so that many of them were asked for one after the other: a buffer
/// that doubles asks for less than twice what is alive at the end. Also where a kernel does not say.
[[nodiscard]] constexpr bool grows_in_small_steps(const Requests& asked) {
  return asked.all_buffer_bytes == 0 || asked.all_buffer_bytes > 3 * asked.buffer_bytes;
}

/// What a process holds of one iteration at its peak, pages that are kept beside the blocks included.
/// Elements in pools of the kernel's own lie there as the pools round. `slots_bytes`: a list of all elements,
/// of which the largest buffer that grew is one.
[[nodiscard]] constexpr std::uint64_t held_bytes(const Requests& asked, std::uint64_t slots_bytes,
                                                 const Rounding& rounding, const Holding& holding) {
  const std::uint64_t pooled = asked.elements > asked.all_elements ? asked.elements - asked.all_elements : 0;
  if (rounding.never_frees)
    return static_cast<std::uint64_t>(holding.blocks * static_cast<double>(iteration_bytes(asked, rounding) +
                                                                           pooled_bytes(asked, rounding)));
  const std::uint64_t half = asked.buffer_bytes / 2;  // the old and the new buffer are alive at the peak
  const double kept = grows_in_small_steps(asked)
                          ? holding.grown * static_cast<double>(half < slots_bytes ? half : slots_bytes)
                          : holding.doubled * static_cast<double>(asked.buffer_bytes);
  const double blocks = holding.blocks * static_cast<double>(block_bytes(asked.elements - pooled,
                                                                         asked.element_bytes, rounding));
  return static_cast<std::uint64_t>(blocks + kept) + block_bytes(pooled, asked.element_bytes, Rounding{}) +
         asked.buffer_bytes;
}

/// What a replay's buffers take beside those that are alive, since each has its pages where the rehearsal had
/// it: a part of what is alive; or all that is asked for in all iterations, where large blocks lie at
/// addresses of their own.
[[nodiscard]] constexpr std::uint64_t replayed_bytes(const Requests& asked, std::uint64_t iterations,
                                                     const Holding& holding) {
  const bool fresh = holding.fresh_from > 0 && 2 * asked.buffer_bytes >= 3 * holding.fresh_from;
  const std::uint64_t twice = 2 * asked.buffer_bytes;  // at least, where a kernel does not say
  if (fresh) return iterations * (asked.all_buffer_bytes > twice ? asked.all_buffer_bytes : twice);
  return static_cast<std::uint64_t>(holding.moved * static_cast<double>(asked.buffer_bytes));
}

}  // namespace allocscale::allocators
