// Reads perf events that the command line gives by their code.
#pragma once

#include <string>
#include <vector>

#include "harness/model/raw_event.hpp"

namespace allocscale {

/// The events in a text such as "r3c,loads=r1d0": perf's raw syntax, an r and the event's hexadecimal config,
/// after a name where one is given. Throws RequestError at a word that is no event, at a name that a metric
/// has, at a name or code that comes twice, and at more events than raw_event_metrics.size().
[[nodiscard]] std::vector<RawEvent> parse_raw_events(const std::string& words);

/// The event as reports name it: "loads (r1d0)".
[[nodiscard]] std::string raw_event_text(const RawEvent& event);

}  // namespace allocscale
