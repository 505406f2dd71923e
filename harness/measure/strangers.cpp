#include "harness/measure/strangers.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <sstream>
#include <vector>

#include "harness/base/clock.hpp"
#include "harness/base/text_file.hpp"
#include "harness/measure/cpu_ticks.hpp"
#include "harness/runner/meter/reading_difference.hpp"

namespace allocscale {
namespace {

std::int64_t in_ns(const timeval& time) { return time.tv_sec * 1'000'000'000 + time.tv_usec * 1'000; }

// Of a process and its threads; 0 when it is gone.
std::int64_t cpu_time_ns(pid_t process) {
  clockid_t clock = 0;
  timespec time{};
  if (::clock_getcpuclockid(process, &clock) != 0 || ::clock_gettime(clock, &time) != 0) return 0;
  return time.tv_sec * 1'000'000'000 + time.tv_nsec;
}

// Of the children that have ended and been awaited, and of theirs; to the microsecond.
std::int64_t cpu_time_of_ended_ns() {
  rusage used{};
  ::getrusage(RUSAGE_CHILDREN, &used);
  return in_ns(used.ru_utime) + in_ns(used.ru_stime);
}

// Pids from /proc/PID/task/TID/children; absent where the kernel has no such file.
std::optional<std::vector<int>> children_of(pid_t process) {
  std::vector<int> children;
  bool told = false;
  std::error_code ended;
  const std::filesystem::path tasks = fmt::format("/proc/{}/task", process);
  for (const auto& task : std::filesystem::directory_iterator(tasks, ended)) {
    const auto text = read_text(task.path() / "children");
    if (!text) continue;
    told = true;
    std::istringstream words(*text);
    for (int child = 0; words >> child;) children.push_back(child);
  }
  return told ? std::optional(children) : std::nullopt;
}

std::int64_t cpu_time_of_tree_ns(pid_t process) {
  std::int64_t sum = cpu_time_ns(process);
  if (const auto children = children_of(process))
    for (const int child : *children) sum += cpu_time_of_tree_ns(child);
  return sum;
}

}  // namespace

CpuAccount difference(const CpuAccount& before, const CpuAccount& after) {
  return {minus(after.busy_ns, before.busy_ns), minus(after.workers_ns, before.workers_ns),
          after.harness_ns - before.harness_ns};
}

std::optional<std::int64_t> strangers_ns(const CpuAccount& added, std::size_t cpus, std::int64_t tick_ns) {
  if (!added.busy_ns || !added.workers_ns) return std::nullopt;
  const auto error_ns =
      static_cast<std::int64_t>(2 * std::sqrt(static_cast<double>(cpus)) * static_cast<double>(tick_ns));
  return std::max<std::int64_t>(0, *added.busy_ns - *added.workers_ns - added.harness_ns - error_ns);
}

StrangerWatch::StrangerWatch(std::span<const int> cpus) : cpus_(cpus) {
  if (const auto children = children_of(::getpid())) there_before_ = {children->begin(), children->end()};
}

CpuAccount StrangerWatch::read() const {
  CpuAccount now;
  if (const auto children = children_of(::getpid())) {
    now.workers_ns = cpu_time_of_ended_ns();
    for (const int child : *children)
      if (!there_before_.contains(child)) *now.workers_ns += cpu_time_of_tree_ns(child);
  }
  now.harness_ns = own_cpu_ns();
  if (const auto stat = read_text("/proc/stat"))
    if (const auto ticks = cpu_ticks(*stat, cpus_)) now.busy_ns = ticks->busy() * tick_ns();
  return now;
}

std::optional<std::int64_t> StrangerWatch::strangers_since_release() const {
  const auto all = static_cast<std::size_t>(std::max(1L, ::sysconf(_SC_NPROCESSORS_ONLN)));
  return strangers_ns(difference(at_release_, read()), cpus_.empty() ? all : cpus_.size(), tick_ns());
}

}  // namespace allocscale
