// What do the control groups allow this process, and what have they done to it? Both versions of the
// hierarchy are read (cgroups(7)); a limit holds wherever it is set, so every value is taken over the
// process's own group and all above it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace allocscale {

/// The groups of one controller that hold this process.
struct CgroupBranch {
  int version = 0;                            // 1 or 2; 0 when the controller is not mounted
  std::vector<std::filesystem::path> groups;  // its own first, then each parent up to the mounted root
};

/// The groups of `controller` ("memory", "cpu", "pids") under `root`, from /proc/self/cgroup and
/// /proc/self/mountinfo. Inside a container only the mounted part of the hierarchy can be seen, and is
/// returned.
[[nodiscard]] CgroupBranch find_cgroup(const std::filesystem::path& root, std::string_view controller);

/// The least memory limit in bytes: memory.max and memory.high (above which the kernel throttles), or
/// memory.limit_in_bytes. Absent without a limit.
[[nodiscard]] std::optional<std::int64_t> memory_limit(const CgroupBranch& memory);

/// The least room below a limit in bytes: limit − usage + file pages the kernel can drop. Absent without a
/// limit.
[[nodiscard]] std::optional<std::int64_t> memory_room(const CgroupBranch& memory);

/// The least CPU quota, in CPUs. Absent without a quota.
[[nodiscard]] std::optional<double> cpu_quota(const CgroupBranch& cpu);

/// Time that quotas have stopped the groups in ns, summed over levels and CPUs. Absent where no level keeps
/// the account.
[[nodiscard]] std::optional<std::int64_t> throttled_ns(const CgroupBranch& cpu);

/// For how many more processes and threads there is room below the limits (pids.max). Absent without a limit.
[[nodiscard]] std::optional<std::int64_t> process_room(const CgroupBranch& pids);

/// Processes of the own group that the kernel killed for memory, since it was made.
[[nodiscard]] std::optional<std::int64_t> oom_kills(const CgroupBranch& memory);

}  // namespace allocscale
