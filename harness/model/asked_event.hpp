// A perf event that a run asks for beside those that every run counts.
#pragma once

#include <string>

#include "harness/model/event_code.hpp"

namespace allocscale {

struct AskedEvent {
  std::string name;  // the user's, or else the event's own: "LLC-LOAD-MISSES", "r3c"
  EventCode code;

  friend bool operator==(const AskedEvent&, const AskedEvent&) = default;
};

/// As a runner is told of it: "r1d0" of a raw event, else type, config and, where it is not 0, config1, all
/// hexadecimal: "3:10002".
[[nodiscard]] std::string event_code_text(const EventCode& code);

/// As reports name it: "loads (r1d0)".
[[nodiscard]] std::string asked_event_text(const AskedEvent& event);

}  // namespace allocscale
