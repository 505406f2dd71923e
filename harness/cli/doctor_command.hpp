// `allocscale doctor`: what about this machine moves results, and what can be done? With --alloc: which of
// the allocators' environment variables are set, and which does the loaded version obey?
#pragma once

#include <string>
#include <vector>

#include "harness/base/places.hpp"

namespace allocscale {

/// Prints what is found on this machine, or with `all` every circumstance; changes nothing. Listens to its
/// CPUs for a second, and so waits for whoever measures on it, unless it shares the machine. Throws
/// Interrupted as lock_machine() does.
void doctor(bool all, bool share_machine);

/// Prints what examine_knobs finds of each allocator (a name, or NAME=/path/to/lib.so) in this process's
/// environment, and whether its arms act; changes nothing. Throws RequestError for an unknown name, an
/// allocator that is not built and an arm. Waits as doctor() does, since it counts page faults.
void doctor_allocators(const std::vector<std::string>& allocators, bool share_machine, const Places& places);

}  // namespace allocscale
