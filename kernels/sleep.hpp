// sleep: n milliseconds without work. Do the workers run at the same time, and is a known time measured
// right?
#pragma once

#include <time.h>

#include <cerrno>
#include <cstdint>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/without_list.hpp"

namespace allocscale::kernels {

struct Sleep : parts::WithoutList {
  static constexpr KernelInfo info{
      .name = "sleep",
      .question = "Sleeps n milliseconds: uses no resource, so nothing is to be lost.",
      .kind = KernelKind::control,
      .resource = Resource::waiting,
      .small = 50,
      .paper = 1'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 3,
  };

  static std::uint64_t expected(std::uint64_t n) {
    Checksum checksum;
    checksum.add(n);
    return checksum.value();
  }

  static double seconds(std::uint64_t n) { return static_cast<double>(n) / 1e3; }

  template <class L>
  class Task {
   public:
    explicit Task(std::uint64_t n) : n_(n) {}
    void build() { slept_ms_ = 0; }

    /// Until a fixed instant, so that a signal does not lengthen the sleep.
    void operate() {
      timespec until{};
      clock_gettime(CLOCK_MONOTONIC, &until);
      until.tv_sec += static_cast<time_t>(n_ / 1'000);
      until.tv_nsec += static_cast<long>(n_ % 1'000) * 1'000'000;
      if (until.tv_nsec >= 1'000'000'000) {
        until.tv_nsec -= 1'000'000'000;
        ++until.tv_sec;
      }
      int error = EINTR;
      while (error == EINTR) error = clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr);
      if (error == 0) slept_ms_ = n_;
    }

    [[nodiscard]] std::uint64_t checksum() const { return expected(slept_ms_); }
    void teardown() {}

   private:
    std::uint64_t n_;
    std::uint64_t slept_ms_ = 0;
  };
};

}  // namespace allocscale::kernels
