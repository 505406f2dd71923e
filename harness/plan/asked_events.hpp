// Reads the perf events that a command line asks for.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "harness/model/asked_event.hpp"

namespace allocscale {

/// What an event's name stands for on this machine. Throws RequestError where it is unknown.
using FindEvent = std::function<EventCode(const std::string& name)>;

/// The events in a text such as "LLC-LOAD-MISSES,loads=r1d0": each the name of an event or perf's raw syntax,
/// an r and the hexadecimal config, behind NAME= where the user gives it one. Throws RequestError at an empty
/// word, at a name that a metric has, at a name or event that comes twice, and at more events than
/// asked_event_metrics.size(); and what `find` throws.
[[nodiscard]] std::vector<AskedEvent> parse_asked_events(const std::string& words, const FindEvent& find);

}  // namespace allocscale
