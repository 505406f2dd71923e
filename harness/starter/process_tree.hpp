// The processes that descend from this one, as /proc tells of them.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace allocscale::starter {

/// Every descendant that lives or was not waited for, parents first. Empty where the kernel does not say
/// (CONFIG_PROC_CHILDREN).
[[nodiscard]] std::vector<pid_t> descendants();

/// Resident bytes of the process now; 0 where it has ended.
[[nodiscard]] std::int64_t resident_bytes(pid_t process);

/// Its name (/proc/PID/comm), clean of control characters; "?" where it has ended.
[[nodiscard]] std::string name_of(pid_t process);

/// The path of the program that it runs; empty where it has ended or may not be asked.
[[nodiscard]] std::string executable_of(pid_t process);

/// Kills and reaps every descendant, also those that are made meanwhile, until there is none. This process
/// must be a subreaper (PR_SET_CHILD_SUBREAPER), so that each of them becomes its child in the end.
void end_descendants();

}  // namespace allocscale::starter
