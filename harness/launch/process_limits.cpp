#include "harness/launch/process_limits.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

namespace allocscale {
namespace {

constexpr rlim_t fds_per_process = 3;  // its output, its errors, its end
constexpr rlim_t fds_of_harness = 16;  // beside those open now: store, locks, /proc, two pipes of the next

// As they were before raise_limits().
std::array<rlimit, raised_limits.size()> original_limits;
bool raised = false;

std::string refusal(int processes, const char* what, rlim_t needed, rlim_t allowed, const char* option) {
  return fmt::format(
      "a trial of {} processes needs {} {}, this process may have {}: raise `ulimit -{}` (the hard limit too), or "
      "ask for fewer --workers",
      processes, needed, what, allowed, option);
}

rlim_t open_descriptors() {
  std::error_code failed;
  rlim_t count = 0;
  for (std::filesystem::directory_iterator entry("/proc/self/fd", failed), end; !failed && entry != end;
       entry.increment(failed))
    ++count;
  return count;
}

}  // namespace

void raise_limits() {
  for (std::size_t i = 0; i < raised_limits.size(); ++i) {
    ::getrlimit(raised_limits[i], &original_limits[i]);
    rlimit limit = original_limits[i];
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(raised_limits[i], &limit);  // where it is refused, what is allowed suffices for most trials
  }
  raised = true;
}

bool restore_limits() {
  for (std::size_t i = 0; raised && i < raised_limits.size(); ++i)
    if (::setrlimit(raised_limits[i], &original_limits[i]) != 0) return false;
  return true;
}

std::string limits_refusal(int processes) {
  const auto wanted = static_cast<rlim_t>(processes);
  const rlim_t files = fds_per_process * wanted + fds_of_harness + open_descriptors();
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < files)
    return refusal(processes, "open files", files, limit.rlim_cur, "n");
  const bool bound = ::geteuid() != 0;
  if (bound && ::getrlimit(RLIMIT_NPROC, &limit) == 0 && limit.rlim_cur < wanted)
    return refusal(processes, "processes", wanted, limit.rlim_cur, "u");
  return {};
}

}  // namespace allocscale
