// Who runs beside a task: what a planted kernel is paid for. Ordinary kernels do not look, and share nothing.
#pragma once

#include <atomic>
#include <cstdint>

namespace allocscale::kernels {

/// Words that the workers of a trial share, in a page of the program that links the kernels. Without one of
/// them (a rehearsal, a worker started by hand) the task is alone.
struct Company {
  const std::atomic<std::uint32_t>* started = nullptr;  // workers and siblings, this one included
  const std::atomic<std::uint32_t>* stopped = nullptr;  // of those that measure
  std::atomic<std::uint32_t>* lock = nullptr;           // 0: nobody holds it

  [[nodiscard]] bool present() const { return started != nullptr; }

  /// How many others run now. Two loads of a line that nobody writes to between the start and the first stop.
  [[nodiscard]] std::uint32_t others() const {
    if (!present()) return 0;
    const std::uint32_t ended = stopped->load(std::memory_order_acquire);
    const std::uint32_t begun = started->load(std::memory_order_acquire);
    return begun > ended + 1 ? begun - ended - 1 : 0;
  }
};

/// Of this process: told before its first task begins.
inline constinit Company company;

}  // namespace allocscale::kernels
