// planted-stream: in every round n bytes for each other worker that runs are read from a buffer that no cache
// holds, in every layout. Where the machine's memory is the narrow place this is bandwidth; else the
// residual.
#pragma once

#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "kernels/contract/contract.hpp"
#include "kernels/contract/peers.hpp"
#include "kernels/parts/mapped_array.hpp"
#include "kernels/planted/parts/body.hpp"
#include "kernels/planted/parts/plant.hpp"

namespace allocscale::kernels {

namespace planted {
/// One for each thread, from its first task with peers to its end; the next task reads on. A task that mapped
/// its own would measure that, and one that began anew would find its beginning in the cache.
struct StreamedBuffer {
  const std::uint64_t* words = nullptr;
  std::uint64_t count = 0;
  std::uint64_t next = 0;
};
inline constinit thread_local StreamedBuffer streamed;

struct Streamed : NoPlant {
  /// Twice the last-level cache, or 64 MiB where the system does not tell its size.
  static std::size_t mapped_bytes() {
    const long cache = sysconf(_SC_LEVEL3_CACHE_SIZE);
    return 2 * std::max(static_cast<std::size_t>(std::max(cache, 0L)), std::size_t{32} << 20);
  }

  struct Round {
    Round() {
      if (!peers.present() || streamed.words != nullptr) return;
      streamed.count = mapped_bytes() / sizeof(std::uint64_t);
      streamed.words = parts::map_array<std::uint64_t>(streamed.count);
    }
    template <class Memory>
    void act(Memory&, std::uint64_t n, std::uint32_t others) {
      const std::uint64_t wanted = n * others / sizeof(std::uint64_t);
      std::uint64_t sum = 0;
      for (std::uint64_t left = wanted; left > 0;) {
        const std::uint64_t piece = std::min(left, streamed.count - streamed.next);
        for (std::uint64_t i = 0; i < piece; ++i) sum += streamed.words[streamed.next + i];
        streamed.next = (streamed.next + piece) % streamed.count;
        left -= piece;
      }
      keep(reinterpret_cast<const void*>(sum));  // the reading is not deleted
      meter.bytes += wanted * sizeof(std::uint64_t);
    }
  };
};
}  // namespace planted

/// An attribution must name: bandwidth, or nothing where the roof at P is the roof alone.
struct PlantedStream : planted::Body<planted::Streamed> {
  static constexpr KernelInfo info{
      .name = "planted-stream",
      .question = "n bytes a round for every other worker, read from a buffer larger than the caches.",
      .kind = KernelKind::list,
      .small = 160'000,
      .paper = 160'000,
      .largest = 1'000'000'000,
      .small_iterations = 2,
  };
};

}  // namespace allocscale::kernels
