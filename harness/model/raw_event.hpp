// A perf event that a run asks for by its code, as the CPU's manual gives it.
#pragma once

#include <cstdint>
#include <string>

namespace allocscale {

/// Counted as PERF_TYPE_RAW with the code as its config (perf_event_open(2)).
struct RawEvent {
  std::string name;  // the user's, or the code itself: "r3c"
  std::uint64_t code = 0;

  friend bool operator==(const RawEvent&, const RawEvent&) = default;
};

}  // namespace allocscale
