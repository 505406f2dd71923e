#include "harness/launch/group_cpu.hpp"

#include <time.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "harness/base/clock.hpp"
#include "harness/base/quantity.hpp"

namespace allocscale {

std::map<pid_t, std::int64_t> cpu_ns_by_group() {
  std::map<pid_t, std::int64_t> used;
  std::error_code failed;
  for (std::filesystem::directory_iterator entry("/proc", failed), end; !failed && entry != end;
       entry.increment(failed)) {
    const auto number = parse_count(entry->path().filename().string());
    if (!number) continue;
    const auto pid = static_cast<pid_t>(*number);
    const pid_t group = ::getpgid(pid);
    clockid_t clock{};
    if (group > 0 && ::clock_getcpuclockid(pid, &clock) == 0) used[group] += clock_ns(clock);
  }
  return used;
}

}  // namespace allocscale
