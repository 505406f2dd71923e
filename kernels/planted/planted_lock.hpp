// planted-lock: one lock for all workers, held in every round for n ns for each other worker that runs; alone
// nobody takes it. No layout and no allocator removes it: it belongs into the residual.
#pragma once

#include <atomic>
#include <cstdint>

#include "kernels/contract/contract.hpp"
#include "kernels/contract/peers.hpp"
#include "kernels/planted/parts/body.hpp"
#include "kernels/planted/parts/plant.hpp"

namespace allocscale::kernels {

namespace planted {
struct SharedLock : NoPlant {
  static constexpr std::uint64_t round_ns(std::uint64_t n) { return n; }

  struct Round {
    template <class Memory>
    void act(Memory&, std::uint64_t n, std::uint32_t others) {
      if (n * others == 0) return;
      std::atomic<std::uint32_t>& lock = *peers.lock;
      // Nobody sleeps for it: a holder is never stopped while there is a CPU for each worker.
      while (lock.exchange(1, std::memory_order_acquire) != 0)
        while (lock.load(std::memory_order_relaxed) != 0) {
        }
      toll.owe(n * others);
      toll.close();
      lock.store(0, std::memory_order_release);
    }
  };
};
}  // namespace planted

/// An attribution must name nothing: all of the loss is residual. Above half of a round's own time workers
/// begin to wait for each other, and lose more than n.
struct PlantedLock : planted::Body<planted::SharedLock> {
  static constexpr KernelInfo info{
      .name = "planted-lock",
      .question = "A lock that all workers share, held n ns a round for every other worker.",
      .kind = KernelKind::list,
      .small = 6'000,
      .paper = 6'000,
      .largest = 10'000'000,
      .small_iterations = 2,
  };
};

}  // namespace allocscale::kernels
