// How much CPU time have the processes of a worker used so far?
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <map>

namespace allocscale {

/// CPU time in nanoseconds, user and system, of all threads of the processes that live now, by process group.
/// Looks at every process of the machine, in some microseconds each.
[[nodiscard]] std::map<pid_t, std::int64_t> cpu_ns_by_group();

}  // namespace allocscale
