// allocscale-starter: one copy of a user's program in a trial. It makes the process, waits with it for the
// common start, and owns everything that the program starts: nothing of it outlives this process, which
// measures until the last of it has ended and then reports as a runner does (harness/protocol/message.hpp).
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "harness/protocol/rendezvous.hpp"
#include "harness/protocol/witness_record.hpp"
#include "harness/starter/command.hpp"
#include "harness/starter/drain.hpp"
#include "harness/starter/options.hpp"
#include "harness/starter/output.hpp"
#include "harness/starter/process_tree.hpp"
#include "harness/starter/reported_time.hpp"
#include "harness/starter/supervisor.hpp"
#include "harness/starter/tree_counters.hpp"

namespace allocscale::starter {
namespace {

// Everything that the command starts becomes a descendant of this process for good, and ends with it: when
// the harness dies, this process is told by SIGTERM and kills the tree.
void own_descendants(pid_t parent) {
  ::signal(SIGPIPE, SIG_IGN);
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (parent != 0 && ::getppid() != parent) ::_exit(protocol::exit_orphaned);
}

protocol::Rendezvous* map_rendezvous(int fd) {
  if (fd < 0) return nullptr;
  ::fcntl(fd, F_SETFD, FD_CLOEXEC);  // none of the command's business
  void* const page =
      ::mmap(nullptr, sizeof(protocol::Rendezvous), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd, 0);
  if (page == MAP_FAILED) fail("set-up", "cannot map the rendezvous page", protocol::exit_setup);
  return static_cast<protocol::Rendezvous*>(page);
}

bool uses_scratch(const Options& options) {
  return std::any_of(options.command.begin(), options.command.end(),
                     [](const std::string& word) { return word.find("{scratch}") != std::string::npos; });
}

// The folder carries the pid of its maker, so that one of a starter that was killed is found and removed.
std::string make_scratch(const Options& options) {
  if (!uses_scratch(options)) return {};
  std::string folder = options.scratch_parent + "/allocscale-copy-" + std::to_string(::getpid()) + "-XXXXXX";
  if (::mkdtemp(folder.data()) == nullptr)
    fail("set-up", "cannot make " + folder + ": " + std::strerror(errno), protocol::exit_setup);
  return folder;
}

void set_environment(const Options& options) {
  for (const std::string& word : options.environment) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos)
      ::unsetenv(word.c_str());
    else
      ::setenv(word.substr(0, equals).c_str(), word.c_str() + equals + 1, 1);
  }
}

// Whoever the program makes its processes run as must be able to write it.
void make_witness_file(const Options& options) {
  if (options.witness_file.empty()) return;
  const int fd = ::open(options.witness_file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    fail("set-up", "cannot make " + options.witness_file + ": " + std::strerror(errno), protocol::exit_setup);
  ::close(fd);
  ::setenv(protocol::witness_variable, options.witness_file.c_str(), 1);
}

void say_hello(const Options& options) {
  output().begin("hello");
  output().field("protocol", std::int64_t{protocol::protocol_version});
  output().field("allocator", options.allocator);
  output().field("verdict", "proven");
  output().field("library", "");
  if (!output().end()) ::_exit(protocol::exit_orphaned);
}

void write_sample(std::string_view phase, const PhaseReadings& readings) {
  output().begin("sample");
  output().field("iteration", std::int64_t{0});
  output().field("phase", phase);
  for (std::size_t i = 0; i < PhaseReadings::size; ++i)
    if (readings.at(i)) output().field(phase_metrics[i].name, *readings.at(i));
  (void)output().end();
}

void write_result(const Options& options, const Command& command, const Measured& measured,
                  std::uint64_t hash) {
  output().begin("result");
  output().hex_field("checksum", hash);
  output().hex_field("expected", hash);
  if (options.cpus.size() == 1) output().field("cpu", std::int64_t{options.cpus.front()});
  output().field("start_ns", command.before->start_ns);
  output().field("stop_ns", measured.stop_ns);
  output().field("start_skew_ns", std::max<std::int64_t>(0, command.before->skew_ns));
  output().field("peak_bytes", measured.peak_bytes);
  if (measured.tree_peak_bytes) output().field("tree_peak_bytes", *measured.tree_peak_bytes);
  output().field("version", "");
  output().field("worker", std::int64_t{options.worker});
  output().field("process", std::int64_t{command.process});
  output().open("seen", '[');
  for (const auto& [pid, name] : measured.seen) {
    output().open('{');
    output().field("pid", std::int64_t{pid});
    output().field("name", name);
    if (pid == command.process && !measured.executable.empty())
      output().field("executable", measured.executable);
    output().close('}');
  }
  output().close(']');
  (void)output().end();
}

// The harness sees how the command ended as if it had been its own child.
[[noreturn]] void die_by(int signal) {
  const rlimit no_core{};
  ::setrlimit(RLIMIT_CORE, &no_core);
  ::signal(signal, SIG_DFL);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::raise(signal);
  ::_exit(128 + signal);
}

void require_expected_end(const Options& options, const Measured& measured, const Drain& errors) {
  const std::string last_line = errors.last_line();
  if (WIFSIGNALED(measured.wait_status)) {
    (void)!::write(STDERR_FILENO, last_line.data(), last_line.size());
    die_by(WTERMSIG(measured.wait_status));
  }
  const int status = WEXITSTATUS(measured.wait_status);
  const std::vector<int>& expected = options.expected_statuses;
  if (std::find(expected.begin(), expected.end(), status) != expected.end()) return;
  fail("program",
       "exited with status " + std::to_string(status) +
           (last_line.empty() ? "" : "; last message: '" + last_line + "'"),
       protocol::exit_setup);
}

// Puts the time that the command reported in the place of the tree's: of the part after the command's end the
// least that a phase may take. The wait for a CPU was not that of this time alone.
Measured with_reported_time(Measured measured, std::int64_t reported_ns) {
  measured.command[PhaseMetric::wall_ns] = std::max<std::int64_t>(1, reported_ns - 1);
  measured.rest[PhaseMetric::wall_ns] = 1;
  measured.command[PhaseMetric::run_delay_ns].reset();
  measured.rest[PhaseMetric::run_delay_ns].reset();
  return measured;
}

// Ends this process with an error line where the command reported no time, or more than it ran.
Measured with_time_of_options(const Options& options, const Command& command, const Measured& measured,
                              const ReportedTime& reported) {
  if (options.time != "reported") return measured;
  if (!reported.ns())
    fail("program", "reported no time: expected a line such as 'allocscale: seconds=1.234' in its output",
         protocol::exit_setup);
  const std::int64_t ran_ns = measured.stop_ns - command.before->start_ns;
  if (*reported.ns() > ran_ns)
    fail("program",
         "reported " + std::to_string(*reported.ns()) + " ns, but it ran for " + std::to_string(ran_ns) +
             " ns",
         protocol::exit_setup);
  return with_reported_time(measured, *reported.ns());
}

int start(const Options& options) {
  own_descendants(options.parent);
  set_environment(options);
  make_witness_file(options);
  protocol::Rendezvous* const page = map_rendezvous(options.rendezvous_fd);
  const std::string scratch = make_scratch(options);
  std::vector<std::string> words = options.command;
  fill_in(words, options, scratch);
  ReportedTime reported;
  Drain output_stream(options.time == "reported" ? &reported : nullptr), errors;
  const Command command =
      make_command(options, words, page, {output_stream.writing_fd(), errors.writing_fd()});
  output_stream.close_writing();
  errors.close_writing();
  await_ready(command);
  TreeCounters counters(command.process, options.events);
  say_hello(options);
  Measured measured = Supervisor(command, counters, output_stream, errors).run();
  if (page != nullptr) page->stopped.fetch_add(1, std::memory_order_release);  // siblings stop then
  std::error_code ignored;
  if (!scratch.empty()) std::filesystem::remove_all(scratch, ignored);
  require_expected_end(options, measured, errors);
  measured = with_time_of_options(options, command, measured, reported);
  write_sample("operate", measured.command);
  write_sample("teardown", measured.rest);
  write_result(options, command, measured, output_stream.hash());
  return 0;
}

}  // namespace
}  // namespace allocscale::starter

int main(int argc, char** argv) {
  return allocscale::starter::start(allocscale::starter::read_options(argc, argv));
}
