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

std::string refusal(TrialProcesses trial, const std::string& needs, const std::string& remedy) {
  return fmt::format("a trial of {} workers needs {}: raise {}, or ask for fewer --workers", trial.workers,
                     needs, remedy);
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

std::string limits_refusal(TrialProcesses trial, std::optional<std::int64_t> room) {
  const auto runners = static_cast<rlim_t>(trial.runners);
  const auto workers = static_cast<rlim_t>(trial.workers);
  const rlim_t files = fds_per_process * runners + fds_of_harness + open_descriptors();
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < files)
    return refusal(trial, fmt::format("{} open files, this process may have {}", files, limit.rlim_cur),
                   "`ulimit -n` (the hard limit too)");
  const bool bound = ::geteuid() != 0;
  if (bound && ::getrlimit(RLIMIT_NPROC, &limit) == 0 && limit.rlim_cur < workers)
    return refusal(trial, fmt::format("as many processes, this user may have {}", limit.rlim_cur),
                   "`ulimit -u` (the hard limit too)");
  if (room && *room < trial.workers)
    return refusal(trial, fmt::format("as many processes, the control group has room for {}", *room),
                   "its pids.max");
  return {};
}

}  // namespace allocscale
