// The time that a planted kernel spins at each event of its kind, and what it has spun so far. It spins
// nothing while it runs alone.
#pragma once

#include <cstdint>

#include "kernels/planted/parts/debt.hpp"

namespace allocscale::kernels::planted {

/// What the plants of this thread have cost so far, counted as it was asked for: tests compare it without
/// reading a clock.
struct Meter {
  std::uint64_t ns = 0;     // spun
  std::uint64_t pages = 0;  // touched
  std::uint64_t bytes = 0;  // streamed
};
inline constinit thread_local Meter meter;

/// An event takes a load and a test while it costs nothing, and an addition where it costs something.
class Toll {
 public:
  /// From now on, for each event.
  void set(std::uint64_t each_ns) { each_ns_ = each_ns; }

  void pay(std::uint64_t events) {
    if (each_ns_ != 0) owe(events * each_ns_);
  }
  void owe(std::uint64_t ns) {
    meter.ns += ns;
    debt_.owe(ns);
  }
  /// No event costs anything from now on; what is owed is paid.
  void close() {
    each_ns_ = 0;
    debt_.settle();
  }

 private:
  std::uint64_t each_ns_ = 0;
  Debt<> debt_;
};

/// The toll of this thread's task.
inline constinit thread_local Toll toll;

}  // namespace allocscale::kernels::planted
