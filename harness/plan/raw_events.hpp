// Perf events by their code, as the command line gives them.
#pragma once

#include <string>
#include <vector>

#include "harness/model/raw_event.hpp"

namespace allocscale {

/// "r3c,loads=r1d0": perf's raw syntax, an r and the event's hexadecimal config, with a name of its own where
/// one is given. Throws RequestError when a word is none, a name is a metric's, a name or code comes twice,
/// or there are more than raw_event_metrics.size().
[[nodiscard]] std::vector<RawEvent> parse_raw_events(const std::string& words);

/// "loads (r1d0)".
[[nodiscard]] std::string raw_event_text(const RawEvent& event);

}  // namespace allocscale
