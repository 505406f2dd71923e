// Which other workers run beside a task. A planted kernel slows down with their number; ordinary kernels do
// not read this, and share nothing.
#pragma once

#include <atomic>
#include <cstdint>

namespace allocscale::kernels {

/// Words that the workers of a trial share, in a page that the runner maps. They are null where the task runs
/// alone: in a rehearsal, or in a worker started by hand.
struct Peers {
  const std::atomic<std::uint32_t>* started = nullptr;  // workers and siblings so far, this one included
  const std::atomic<std::uint32_t>* stopped = nullptr;  // measuring workers that have stopped
  const std::atomic<std::uint32_t>* parked = nullptr;   // workers that are held while another one is alone
  std::atomic<std::uint32_t>* lock = nullptr;           // 0: nobody holds it

  [[nodiscard]] bool present() const { return started != nullptr; }

  /// How many others run now: loads of a cache line that nobody writes to while an iteration runs.
  [[nodiscard]] std::uint32_t others() const {
    if (!present()) return 0;
    const std::uint32_t held = parked == nullptr ? 0 : parked->load(std::memory_order_acquire);
    const std::uint32_t ended = held + stopped->load(std::memory_order_acquire);
    const std::uint32_t begun = started->load(std::memory_order_acquire);
    return begun > ended + 1 ? begun - ended - 1 : 0;
  }
};

/// This process's peers; the runner fills it before the first task begins.
inline constinit Peers peers;

}  // namespace allocscale::kernels
