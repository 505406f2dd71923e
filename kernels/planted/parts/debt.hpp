// Time that a plant owes. It is spun in pieces that are long against one reading of the clock, so that a
// thousand doses of a few nanoseconds take a thousand times that long.
#pragma once

#include <time.h>

#include <algorithm>
#include <cstdint>

namespace allocscale::kernels::planted {

struct MonotonicClock {
  static std::int64_t now_ns() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
  }
};

template <class Clock = MonotonicClock>
class Debt {
 public:
  static constexpr std::int64_t piece_ns = 5'000;

  /// Adds to the debt; reads no clock until a piece is full.
  void owe(std::uint64_t ns) {
    owed_ns_ += static_cast<std::int64_t>(ns);
    if (owed_ns_ >= piece_ns) spin();
  }
  /// Spins for what is still owed.
  void settle() {
    if (owed_ns_ > 0) spin();
  }

 private:
  // Twenty readings of the clock: what a piece was too long makes the next one shorter. A time in which the
  // process did not run does not: nobody is paid for having been stopped.
  static constexpr std::int64_t most_credit_ns = 1'000;

  [[gnu::noinline]] void spin() {
    const std::int64_t begun_ns = Clock::now_ns();
    std::int64_t passed_ns = 0;
    while ((passed_ns = Clock::now_ns() - begun_ns) < owed_ns_) {
    }
    owed_ns_ = std::max(owed_ns_ - passed_ns, -most_credit_ns);
  }

  std::int64_t owed_ns_ = 0;
};

}  // namespace allocscale::kernels::planted
