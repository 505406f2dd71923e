// How much CPU time have the processes of a worker used so far?
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <map>
#include <span>

namespace allocscale {

/// CPU time in nanoseconds, user and system, of all threads of the processes that live now and belong to one
/// of `roots`: itself, its process group, and all that descends from it. Looks at every process of the
/// machine, in some microseconds each.
[[nodiscard]] std::map<pid_t, std::int64_t> cpu_ns_by_root(std::span<const pid_t> roots);

}  // namespace allocscale
