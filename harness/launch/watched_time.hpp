// For how long has the harness watched a trial? A deadline counts this time only: a harness that was stopped,
// or a machine that was suspended, must not make a worker late.
#pragma once

#include <cstdint>
#include <string>

namespace allocscale {

/// CLOCK_MONOTONIC, which stands still while the machine is suspended, and CLOCK_BOOTTIME, which does not.
struct ClockReading {
  std::int64_t monotonic_ns = 0;
  std::int64_t boottime_ns = 0;
};

[[nodiscard]] ClockReading read_clocks();

/// For a process that waits, does a little, and waits again.
class WatchedTime {
 public:
  /// A wait that ends this much later than it was to end was drawn out by a stop of this process.
  static constexpr std::int64_t most_delay_ns = 250'000'000;

  explicit WatchedTime(ClockReading begun) : last_(begun) {}

  /// To be called after each wait, which was to last `meant_ns` at most. What lies beyond that and
  /// most_delay_ns was not watched.
  void pass(ClockReading now, std::int64_t meant_ns);

  [[nodiscard]] std::int64_t watched_ns() const { return watched_ns_; }
  /// For how long this process was stopped (SIGSTOP, or a clock that jumped).
  [[nodiscard]] std::int64_t stopped_ns() const { return stopped_ns_; }
  /// For how long the machine was suspended.
  [[nodiscard]] std::int64_t suspended_ns() const { return suspended_ns_; }

 private:
  ClockReading last_;
  std::int64_t watched_ns_ = 0;
  std::int64_t stopped_ns_ = 0;
  std::int64_t suspended_ns_ = 0;
};

/// " (not counted: 7 s in which the harness was stopped)" and the like, from one second on; else nothing.
[[nodiscard]] std::string unwatched_words(const WatchedTime& time);

}  // namespace allocscale
