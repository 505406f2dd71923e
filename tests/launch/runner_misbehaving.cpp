// A runner that does what no worker should: the kernel names how. It speaks the protocol by hand, so that the
// launcher is not tested against its own code.
//
// Under the layout `every` each worker misbehaves; under `second` only worker 1 does, and the others run
// until they are killed. Each worker appends "WORKER PID" to the file that the variable MISBEHAVING_PIDS
// names, if there is one. As the one runner of a trial (--workers) it misbehaves once for all of them.
#include <fcntl.h>
#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

const char* const kernels[] = {
    "ok",
    "crash",
    "abort-before-hello",
    "hang-before-ready",
    "hang-running",
    "wrong-exit",
    "oom",
    "wrong-answer",
    "unequal-answers",
    "wrong-allocator",
    "other-allocator",
    "garbage",
    "silent-exit",
    "flood",
    "error-flood",
    "late-garbage",
    "ignore-sigterm",
    "stdout-closed",
    "self-kill",
    "skipped-sample",
    "early-result",
    "half-line",
    "old-protocol",
    "leave-child",
    "hang-after-result",
    "leave-session",
    "shorten-page",
    "half-answer",
    "busy-before-ready",
    "busy-running",
};

std::string kernel, layout = "every";
int iterations = 1, worker = 0, workers = 1, rendezvous_fd = -1, parent = 0;

bool is(const char* name) { return kernel == name; }

[[noreturn]] void hang() {
  for (;;) ::pause();
}

[[noreturn]] void keep_busy() {
  volatile int i = 0;
  while (i == 0) i = 0;
  ::_exit(0);
}

void say(const std::string& text) {
  if (::write(STDOUT_FILENO, text.data(), text.size()) < 0) ::_exit(14);
}

std::int64_t now_ns() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

std::string layout_line(const std::string& name) {
  return R"({"name":")" + name +
         R"(","question":"one of two","unsupported":"","element_objects":1,"reference_counts":0,)"
         R"("pointers":0,"list_buffers":1,"rehearsed":0,"usual":0})";
}

void describe() {
  say(R"({"event":"allocator","name":"misbehaving","description":"a test's","owner":"libc.so","library":"",)"
      R"("version":"1","plain":0})"
      "\n");
  for (const char* name : kernels)
    say(std::string(R"({"event":"kernel","name":")") + name +
        R"(","question":"what if?","kind":"control","resource":"none","small":1000,"paper":1000,)"
        R"("largest":1000000,"small_iterations":2,"layouts":[)" +
        layout_line("every") + "," + layout_line("second") + "]}\n");
}

void note_pid(pid_t pid) {
  const char* const path = std::getenv("MISBEHAVING_PIDS");
  if (path == nullptr) return;
  const std::string line = std::to_string(worker) + " " + std::to_string(pid) + "\n";
  const int fd = ::open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0 || ::write(fd, line.data(), line.size()) < 0) ::_exit(15);
  ::close(fd);
}

// The layout of the shared page is the protocol's, written down once more.
struct Page {
  std::atomic<std::uint32_t> released;
  std::uint32_t spin;
  std::int64_t start_ns;
};

std::int64_t await_start() {
  if (rendezvous_fd < 0) return now_ns();
  void* const memory = ::mmap(nullptr, sizeof(Page), PROT_READ | PROT_WRITE, MAP_SHARED, rendezvous_fd, 0);
  if (memory == MAP_FAILED) ::_exit(15);
  auto* const page = static_cast<Page*>(memory);
  while (page->released.load() == 0)
    ::syscall(SYS_futex, &page->released, FUTEX_WAIT, 0U, nullptr, nullptr, 0);
  while (now_ns() < page->start_ns) {
  }
  return page->start_ns;
}

void hello() {
  const std::string allocator = is("other-allocator") ? "glibc" : "misbehaving";
  const std::string protocol = is("old-protocol") ? "0" : "2";
  std::string verdict = "\"verdict\":\"proven\"";
  if (is("wrong-allocator"))
    verdict =
        "\"verdict\":\"wrong\",\"mismatch\":{\"symbol\":\"malloc\",\"path\":\"libc.so.6\",\"declared\":\"libmis.so\"}";
  say("{\"event\":\"hello\",\"protocol\":" + protocol + ",\"allocator\":\"" + allocator + "\"," + verdict +
      ",\"library\":\"/lib/libc.so.6\",\"owners\":[],\"resident_bytes\":1000000}\n");
}

void before_hello() {
  if (is("shorten-page") && ::ftruncate(rendezvous_fd, 0) == 0) ::_exit(15);
  if (is("abort-before-hello")) {
    std::fputs("first words\nfree(): invalid pointer\n", stderr);
    std::abort();
  }
  if (is("hang-before-ready")) hang();
  if (is("busy-before-ready")) keep_busy();
  if (is("silent-exit")) ::_exit(0);
  if (is("garbage")) {
    say("Hello, \x01 world!\n");
    hang();
  }
}

void flood(int fd) {
  const std::string piece(64 * 1024, 'x');
  while (::write(fd, piece.data(), piece.size()) > 0) {
  }
}

// What happens instead of the kernel.
void while_running() {
  if (is("crash")) {
    std::fputs("about to crash\n", stderr);
    ::signal(SIGSEGV, SIG_DFL);  // a sanitizer's handler would exit instead
    ::raise(SIGSEGV);
  }
  if (is("hang-running")) hang();
  if (is("busy-running")) keep_busy();
  if (is("wrong-exit")) ::_exit(3);
  if (is("oom")) {
    say("{\"event\":\"error\",\"reason\":\"out of memory\",\"message\":\"malloc(4096) failed\"}\n");
    ::_exit(12);
  }
  if (is("flood")) flood(STDOUT_FILENO);
  if (is("error-flood")) flood(STDERR_FILENO);
  if (is("ignore-sigterm")) {
    ::signal(SIGTERM, SIG_IGN);
    hang();
  }
  if (is("stdout-closed")) {
    ::close(STDOUT_FILENO);
    hang();
  }
  if (is("self-kill")) ::raise(SIGKILL);
  if (is("half-line")) {
    say("{\"event\":\"samp");
    ::_exit(0);
  }
}

void samples() {
  const char* const phases[] = {"build", "operate", "teardown"};
  for (int i = 0; i < iterations; ++i)
    for (const char* phase : phases) {
      if (is("skipped-sample") && i == 0 && std::strcmp(phase, "operate") == 0) continue;
      if (is("early-result") && i == iterations - 1) return;
      say("{\"event\":\"sample\",\"iteration\":" + std::to_string(i) + ",\"phase\":\"" + phase +
          "\",\"wall_ns\":1000,\"minor_faults\":" + std::to_string(worker) + "}\n");
    }
}

void result(std::int64_t start_ns) {
  constexpr std::int64_t measured_ns = 2'000'000;
  while (now_ns() < start_ns + measured_ns) {
  }
  const bool wrong = is("wrong-answer");
  const std::string right =
      is("unequal-answers") ? "000000000000000" + std::to_string(worker) : "00000000000000aa";
  say("{\"event\":\"result\",\"checksum\":\"" + (wrong ? "00000000000000bb" : right) + "\",\"expected\":\"" +
      right + "\"," + (wrong ? "\"wrong_iteration\":1," : "") + "\"start_ns\":" + std::to_string(start_ns) +
      ",\"stop_ns\":" + std::to_string(start_ns + measured_ns) + ",\"start_skew_ns\":7,\"version\":\"1\"}\n");
}

// A child of a child, in a session of its own, that keeps nothing open.
void leave_session() {
  const pid_t child = ::fork();
  if (child == 0) {
    const pid_t grandchild = ::fork();
    if (grandchild == 0) {
      ::setsid();
      ::close_range(0, ~0U, 0);
      hang();
    }
    note_pid(grandchild);
    ::_exit(0);
  }
  ::waitpid(child, nullptr, 0);
}

void behave() {
  before_hello();
  hello();
  const std::int64_t start_ns = await_start();
  while_running();
  if (is("leave-session")) leave_session();
  const int first = worker;
  for (int i = 0; i < workers; ++i, worker = first + i) {
    samples();
    result(start_ns);
    if (is("half-answer")) ::_exit(0);
  }
  if (is("late-garbage")) say("and another thing\n");
  if (is("hang-after-result")) hang();
  if (is("leave-child")) {
    const pid_t child = ::fork();
    if (child == 0) hang();  // it holds both pipes open
    note_pid(child);
  }
}

// Runs on until it is killed, so that a test sees that it was.
[[noreturn]] void wait_for_the_end() {
  kernel = "ok";
  hello();
  await_start();
  hang();
}

int parse(int argc, char** argv) {
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string option = argv[i];
    const char* const value = argv[i + 1];
    if (option == "--kernel")
      kernel = value;
    else if (option == "--layout")
      layout = value;
    else if (option == "--iterations")
      iterations = std::atoi(value);
    else if (option == "--worker")
      worker = std::atoi(value);
    else if (option == "--rendezvous")
      rendezvous_fd = std::atoi(value);
    else if (option == "--workers")
      workers = std::atoi(value);
    else if (option == "--parent")
      parent = std::atoi(value);
    else if (option != "--size" && option != "--cpu" && option != "--cpus" && option != "--start")
      return 2;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "--describe") == 0) return describe(), 0;
  if (argc >= 5 && std::strcmp(argv[1], "--predict") == 0) {
    if (std::strcmp(argv[2], "no-such-kernel") == 0)
      return std::fputs("there is no such kernel\n", stderr), 2;
    say("{\"event\":\"demand\",\"bytes\":1000000,\"time_ns\":2000000}\n");
    return 0;
  }
  if (const int wrong = parse(argc, argv)) return wrong;
  if (parent != 0 && ::getppid() != parent) return 14;
  note_pid(::getpid());
  if (layout == "second" && workers == 1 && worker != 1) wait_for_the_end();
  behave();
  return 0;
}
