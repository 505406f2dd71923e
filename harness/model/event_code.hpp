// What perf_event_open(2) is told of an event. No allocation: the measured program reads it too.
#pragma once

#include <linux/perf_event.h>

#include <cstdint>

namespace allocscale {

/// The members of perf_event_attr that name an event.
struct EventCode {
  std::uint32_t type = PERF_TYPE_RAW;
  std::uint64_t config = 0;   // as the type has it; of a raw event its code in the CPU's manual
  std::uint64_t config1 = 0;  // 0 but for the few events that need a second register

  friend bool operator==(const EventCode&, const EventCode&) = default;
};

}  // namespace allocscale
