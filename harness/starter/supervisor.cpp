#include "harness/starter/supervisor.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "harness/protocol/await_start.hpp"
#include "harness/protocol/rendezvous.hpp"
#include "harness/runner/meter/proc_text.hpp"
#include "harness/runner/meter/reading_difference.hpp"
#include "harness/starter/output.hpp"
#include "harness/starter/process_tree.hpp"

namespace allocscale::starter {
namespace {

std::int64_t now_ns() { return protocol::rendezvous_clock_ns(); }

std::int64_t in_ns(const timeval& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + std::int64_t{time.tv_usec} * 1'000;
}

std::int64_t cpu_ns(const rusage& usage) { return in_ns(usage.ru_utime) + in_ns(usage.ru_stime); }

rusage usage_of_children() {
  rusage usage{};
  ::getrusage(RUSAGE_CHILDREN, &usage);
  return usage;
}

// What was used between two readings of one account.
void enter(const rusage& before, const rusage& after, PhaseReadings& readings) {
  readings[PhaseMetric::cpu_ns] = cpu_ns(after) - cpu_ns(before);
  readings[PhaseMetric::user_ns] = in_ns(after.ru_utime) - in_ns(before.ru_utime);
  readings[PhaseMetric::system_ns] = in_ns(after.ru_stime) - in_ns(before.ru_stime);
  readings[PhaseMetric::minor_faults] = after.ru_minflt - before.ru_minflt;
  readings[PhaseMetric::major_faults] = after.ru_majflt - before.ru_majflt;
  readings[PhaseMetric::voluntary_switches] = after.ru_nvcsw - before.ru_nvcsw;
  readings[PhaseMetric::involuntary_switches] = after.ru_nivcsw - before.ru_nivcsw;
}

// At most 4 KiB.
std::string read_proc(pid_t process, const char* file) {
  const int fd = ::open(("/proc/" + std::to_string(process) + "/" + file).c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return {};
  std::string text(4096, '\0');
  const ssize_t count = ::read(fd, text.data(), text.size());
  ::close(fd);
  text.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  return text;
}

int open_signals() {
  sigset_t set;
  ::sigemptyset(&set);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGCHLD}) ::sigaddset(&set, signal);
  ::sigprocmask(SIG_BLOCK, &set, nullptr);
  return ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

}  // namespace

Supervisor::Supervisor(const Command& command, TreeCounters& counters, Drain& output, Drain& errors)
    : command_(command), counters_(counters), output_(output), errors_(errors), signals_(open_signals()) {}

Measured Supervisor::run() {
  while (!tree_ended_) {
    wait();
    take_signals();
    (void)output_.take();
    (void)errors_.take();
    take_report();
    reap();
    sample_memory();
    look_for_stragglers();
  }
  while (output_.take() || errors_.take()) {  // what the last process wrote
  }
  return measured_;
}

void Supervisor::wait() {
  std::array<pollfd, 4> polled = {{{signals_, POLLIN, 0},
                                   {output_.reading_fd(), POLLIN, 0},
                                   {errors_.reading_fd(), POLLIN, 0},
                                   {reported_ ? -1 : command_.report_fd, POLLIN, 0}}};
  (void)::poll(polled.data(), polled.size(), static_cast<int>(sampling_ns / 1'000'000));
}

void Supervisor::take_signals() const {
  signalfd_siginfo info{};
  while (::read(signals_, &info, sizeof info) == static_cast<ssize_t>(sizeof info))
    if (info.ssi_signo != SIGCHLD) {
      end_descendants();
      ::_exit(protocol::exit_orphaned);
    }
}

void Supervisor::take_report() {
  if (reported_) return;
  pollfd report{command_.report_fd, POLLIN, 0};
  if (::poll(&report, 1, 0) <= 0) return;
  reported_ = true;
  next_sample_ns_ = now_ns() + sampling_ns;
  if (const std::string error = start_error(command_); !error.empty()) give_up("program", error);
}

// The command is looked at before it is reaped: what /proc tells of it ends then.
void Supervisor::reap() {
  siginfo_t info{};
  while (::waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid != 0) {
    if (info.si_pid == command_.process) note_end_of_command();
    int status = 0;
    if (::waitpid(info.si_pid, &status, 0) == command_.process) {
      measured_.wait_status = status;
      usage_at_end_of_command_ = usage_of_children();
      enter(command_.before->usage, usage_at_end_of_command_, measured_.command);
      counters_.take(measured_.command);
    }
    info = {};
  }
  // Not before the command: it is a child for as long as it lives.
  if (command_ended_ && ::waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) < 0 && errno == ECHILD)
    note_end_of_tree();
}

void Supervisor::note_end_of_command() {
  command_end_ns_ = now_ns();
  command_ended_ = true;
  measured_.seen[command_.process] = name_of(command_.process);
  PhaseReadings& readings = measured_.command;
  readings[PhaseMetric::wall_ns] = std::max<std::int64_t>(1, command_end_ns_ - command_.before->start_ns);
  const std::string schedstat = read_proc(command_.process, "schedstat");
  first_thread_ns_ = leading_integer(schedstat);
  readings[PhaseMetric::run_delay_ns] = minus(run_delay_of(schedstat), command_.before->run_delay_ns);
  const std::int64_t moves_before = command_.before->migrations;
  readings[PhaseMetric::migrations] =
      minus(migrations_of(read_proc(command_.process, "sched")), moves_before);
}

void Supervisor::note_end_of_tree() {
  tree_ended_ = true;
  measured_.stop_ns = now_ns();
  const rusage usage = usage_of_children();
  enter(usage_at_end_of_command_, usage, measured_.rest);
  counters_.take(measured_.rest);
  measured_.rest[PhaseMetric::wall_ns] = std::max<std::int64_t>(1, measured_.stop_ns - command_end_ns_);
  measured_.peak_bytes = std::int64_t{usage.ru_maxrss} * 1024;
  judge_delay();
}

// The kernel tells how long the command's first thread waited for a CPU, and of no other thread or process
// that has ended. That is the tree's wait where the others did next to nothing, and is absent elsewhere.
void Supervisor::judge_delay() {
  const std::int64_t tree_ns =
      measured_.command[PhaseMetric::cpu_ns].value_or(0) + measured_.rest[PhaseMetric::cpu_ns].value_or(0);
  const auto own_ns = static_cast<double>(first_thread_ns_.value_or(0) - command_.before->cpu_ns);
  if (own_ns >= least_share_of_one_thread * static_cast<double>(tree_ns))
    measured_.rest[PhaseMetric::run_delay_ns] = 0;
  else
    measured_.command[PhaseMetric::run_delay_ns].reset();
}

void Supervisor::sample_memory() {
  if (now_ns() < next_sample_ns_ || tree_ended_ || !reported_) return;
  next_sample_ns_ = now_ns() + sampling_ns;
  std::int64_t sum = 0;
  for (const pid_t process : descendants()) {
    sum += resident_bytes(process);
    if (measured_.seen.size() < most_seen || measured_.seen.contains(process))
      measured_.seen[process] = name_of(process);
  }
  if (std::string executable = executable_of(command_.process); !executable.empty())
    measured_.executable = std::move(executable);
  measured_.tree_peak_bytes = std::max(measured_.tree_peak_bytes.value_or(0), sum);
}

void Supervisor::look_for_stragglers() {
  if (!command_ended_ || tree_ended_) return;
  const std::int64_t took = command_end_ns_ - command_.before->start_ns;
  if (now_ns() < command_end_ns_ + std::max(took, least_grace_ns)) return;
  std::string names;
  for (const pid_t process : descendants())
    names += (names.empty() ? "" : ", ") + name_of(process) + " (pid " + std::to_string(process) + ")";
  give_up("program", "ended, and what it started did not: " + names);
}

void Supervisor::give_up(const std::string& reason, const std::string& message) {
  end_descendants();
  fail(reason, message, protocol::exit_setup);
}

}  // namespace allocscale::starter
