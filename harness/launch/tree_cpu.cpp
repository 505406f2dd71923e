#include "harness/launch/tree_cpu.hpp"

#include <fmt/format.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>

#include "harness/base/clock.hpp"
#include "harness/base/quantity.hpp"
#include "harness/base/text_file.hpp"

namespace allocscale {
namespace {

struct Process {
  pid_t parent = 0;
  pid_t group = 0;
  std::int64_t cpu_ns = 0;
};

// The fourth field of /proc/PID/stat, behind the name in brackets, which may hold anything (proc(5)).
pid_t parent_of(pid_t process) {
  const std::string stat = read_text(fmt::format("/proc/{}/stat", process)).value_or("");
  const std::size_t bracket = stat.rfind(") ");
  if (bracket == std::string::npos || bracket + 4 >= stat.size()) return 0;
  const std::string rest = stat.substr(bracket + 4);  // behind the state
  return static_cast<pid_t>(parse_count(rest.substr(0, rest.find(' '))).value_or(0));
}

std::map<pid_t, Process> live_processes() {
  std::map<pid_t, Process> processes;
  std::error_code failed;
  for (std::filesystem::directory_iterator entry("/proc", failed), end; !failed && entry != end;
       entry.increment(failed)) {
    const auto number = parse_count(entry->path().filename().string());
    if (!number) continue;
    const auto process = static_cast<pid_t>(*number);
    clockid_t clock{};
    if (::clock_getcpuclockid(process, &clock) == 0)
      processes[process] = {parent_of(process), ::getpgid(process), clock_ns(clock)};
  }
  return processes;
}

}  // namespace

std::map<pid_t, std::int64_t> cpu_ns_by_root(std::span<const pid_t> roots) {
  const auto is_root = [roots](pid_t process) {
    return std::find(roots.begin(), roots.end(), process) != roots.end();
  };
  const std::map<pid_t, Process> processes = live_processes();
  const auto root_of = [&](pid_t process) -> std::optional<pid_t> {
    for (std::size_t steps = 0; steps <= processes.size(); ++steps) {
      if (is_root(process)) return process;
      const auto found = processes.find(process);
      if (found == processes.end()) return std::nullopt;
      if (is_root(found->second.group)) return found->second.group;
      process = found->second.parent;
    }
    return std::nullopt;
  };
  std::map<pid_t, std::int64_t> used;
  for (const auto& [process, facts] : processes)
    if (const auto root = root_of(process)) used[*root] += facts.cpu_ns;
  return used;
}

}  // namespace allocscale
