// Perf events by name: libpfm4 knows what this machine's CPU and kernel count, and how the kernel is asked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/model/event_code.hpp"

namespace allocscale {

struct EventName {
  std::string name;     // "LLC-LOAD-MISSES", or with a unit mask "MEM_LOAD_RETIRED:L3_MISS"
  std::string meaning;  // as libpfm4 has it; empty where that is the name again
};

/// What libpfm4 names on this machine and a process can count of itself: the kernel's generic events, then
/// the CPU's own, each followed by its unit masks. That an event is known does not say that it is counted
/// here: a virtual machine may have no counters (allocscale doctor). Throws SetupError where libpfm4 cannot
/// start.
[[nodiscard]] std::vector<EventName> known_events();

/// How the kernel is asked for the event, its name in any case; syntax: libpfm4's
/// pfm_get_os_event_encoding(3). Throws RequestError where this machine has no such event, with the names
/// that are near; where a unit mask is missing or wrong, with those there are; and for what cannot be counted
/// here: events of a whole socket, and modifiers that would count one event in another mode than the rest of
/// its group.
[[nodiscard]] EventCode find_event(const std::string& name);

}  // namespace allocscale
