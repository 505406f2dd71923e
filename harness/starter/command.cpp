#include "harness/starter/command.hpp"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "harness/protocol/await_start.hpp"
#include "harness/runner/meter/proc_file.hpp"
#include "harness/runner/meter/proc_text.hpp"
#include "harness/starter/output.hpp"

namespace allocscale::starter {
namespace {

constexpr char ready = 'r';

// What the new process says through its pipe: that it is ready, or a step that failed and its errno. The pipe
// is closed without another word when the command is executed.
struct Report {
  char step[96] = {};
  int error = 0;
};

// Runs in the new process. Everything that can fail does so before it is ready, but the execution itself.
class NewProcess {
 public:
  NewProcess(const Options& options, const CommandStreams& streams, int report_fd, BeforeStart& before)
      : options_(options), streams_(streams), report_fd_(report_fd), before_(before) {}

  [[noreturn]] void run(pid_t parent, char* const* words, protocol::Rendezvous* page) const {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(1);  // the parent died before the call above
    ::setsid();
    for (int signal = 1; signal < NSIG; ++signal) ::signal(signal, SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    place_on_cpus();
    place_streams();
    if (!options_.directory.empty() && ::chdir(options_.directory.c_str()) != 0)
      give_up("cannot enter the folder " + options_.directory);
    say_ready();
    wait_for_start(page);
    ::execvp(words[0], words);
    give_up(std::string("cannot execute ") + words[0]);
  }

 private:
  [[noreturn]] void give_up(const std::string& step) const {
    Report report;
    report.error = errno;
    step.copy(report.step, sizeof report.step - 1);
    (void)!::write(report_fd_, &report, sizeof report);
    ::_exit(127);
  }

  void say_ready() const { (void)!::write(report_fd_, &ready, 1); }

  void place_on_cpus() const {
    if (options_.cpus.empty()) return;
    cpu_set_t set;
    CPU_ZERO(&set);
    for (const int cpu : options_.cpus) CPU_SET(static_cast<std::size_t>(cpu), &set);
    if (::sched_setaffinity(0, sizeof set, &set) != 0) give_up("cannot be placed on its CPUs");
  }

  void place(int fd, int as, const std::string& what) const {
    if (fd < 0) give_up("cannot open " + what);
    if (fd != as && ::dup2(fd, as) < 0) give_up("cannot use " + what);
  }

  void place_streams() const {
    place(::open(options_.input.c_str(), O_RDONLY | O_CLOEXEC), STDIN_FILENO, "its input " + options_.input);
    const std::string harness = "/proc/" + std::to_string(options_.parent) + "/fd/";
    if (options_.output == "inherit") {
      place(::open((harness + "1").c_str(), O_WRONLY | O_APPEND | O_CLOEXEC), STDOUT_FILENO,
            "the harness's standard output");
      place(::open((harness + "2").c_str(), O_WRONLY | O_APPEND | O_CLOEXEC), STDERR_FILENO,
            "the harness's standard error");
      return;
    }
    if (options_.output == "compare")
      place(streams_.output, STDOUT_FILENO, "its output");
    else if (options_.output == "discard")
      place(::open("/dev/null", O_WRONLY | O_CLOEXEC), STDOUT_FILENO, "/dev/null");
    else
      place(::open(options_.output.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666), STDOUT_FILENO,
            "its output " + options_.output);
    place(streams_.errors, STDERR_FILENO, "its standard error");
  }

  void wait_for_start(protocol::Rendezvous* page) const {
    if (page != nullptr) {
      protocol::await_release(*page);
      page->started.fetch_add(1, std::memory_order_release);
    }
    note_moves_and_delay();
    const std::int64_t planned = page == nullptr ? 0 : protocol::await_start_time(*page);
    timespec cpu{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
    before_.cpu_ns = std::int64_t{cpu.tv_sec} * 1'000'000'000 + cpu.tv_nsec;
    ::getrusage(RUSAGE_SELF, &before_.usage);
    before_.start_ns = protocol::rendezvous_clock_ns();
    before_.skew_ns = page == nullptr ? 0 : before_.start_ns - planned;
  }

  // Ahead of the common start, since it takes some microseconds.
  void note_moves_and_delay() const {
    char text[4096];
    before_.run_delay_ns = run_delay_of(ProcFile("/proc/self/schedstat").read(text, sizeof text)).value_or(0);
    before_.migrations = migrations_of(ProcFile("/proc/self/sched").read(text, sizeof text)).value_or(0);
  }

  const Options& options_;
  const CommandStreams& streams_;
  int report_fd_;
  BeforeStart& before_;
};

std::vector<char*> pointers(const std::vector<std::string>& words) {
  std::vector<char*> all;
  for (const std::string& word : words) all.push_back(const_cast<char*>(word.c_str()));
  all.push_back(nullptr);
  return all;
}

[[noreturn]] void fail_set_up(const std::string& what) {
  fail("set-up", what + ": " + std::strerror(errno), protocol::exit_setup);
}

std::string in_words(const Report& report) {
  return std::string(report.step) + ": " + std::strerror(report.error);
}

// Reads `size` bytes unless the stream ends before.
std::size_t read_whole(int fd, char* into, std::size_t size) {
  std::size_t used = 0;
  while (used < size) {
    const ssize_t count = ::read(fd, into + used, size - used);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    used += static_cast<std::size_t>(count);
  }
  return used;
}

}  // namespace

Command make_command(const Options& options, const std::vector<std::string>& words,
                     protocol::Rendezvous* page, const CommandStreams& streams) {
  void* const shared =
      ::mmap(nullptr, sizeof(BeforeStart), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) fail_set_up("cannot map a page");
  auto* const before = new (shared) BeforeStart;
  int report[2];
  if (::pipe2(report, O_CLOEXEC) != 0) fail_set_up("cannot make a pipe");
  const std::vector<char*> arguments = pointers(words);
  const pid_t parent = ::getpid();
  const pid_t process = ::fork();
  if (process < 0) fail_set_up("cannot make a process");
  if (process == 0) NewProcess(options, streams, report[1], *before).run(parent, arguments.data(), page);
  ::close(report[1]);
  return {process, report[0], before};
}

void await_ready(const Command& command) {
  Report report;
  char first = 0;
  if (read_whole(command.report_fd, &first, 1) == 1 && first == ready) return;
  report.step[0] = first;
  const std::size_t rest = sizeof report - 1;
  if (first == 0 || read_whole(command.report_fd, reinterpret_cast<char*>(&report) + 1, rest) != rest)
    fail("set-up", "the process that would have become the command ended", protocol::exit_setup);
  fail("set-up", in_words(report), protocol::exit_setup);
}

std::string start_error(const Command& command) {
  Report report;
  if (read_whole(command.report_fd, reinterpret_cast<char*>(&report), sizeof report) != sizeof report)
    return {};
  return in_words(report);
}

}  // namespace allocscale::starter
