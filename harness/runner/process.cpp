#include "harness/runner/process.hpp"

#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <csignal>

#include "harness/protocol/rendezvous.hpp"
#include "harness/runner/output.hpp"

namespace allocscale::runner {
namespace {

// MPOL_INTERLEAVE of <numaif.h>, which comes with libnuma only (set_mempolicy(2)).
constexpr int mpol_interleave = 3;

}  // namespace

void prepare_process(const Options& options) {
  if (options.parent != 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    // The signal is sent only for deaths after the call above: a harness that died before it shows here.
    if (::getppid() != options.parent) fail("set-up", "the harness is gone", protocol::exit_orphaned);
  }
  if (options.no_huge_pages && ::prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0) != 0)
    fail("set-up", "huge pages cannot be switched off on this kernel", protocol::exit_setup);
  if (options.interleave != 0 && ::syscall(SYS_set_mempolicy, mpol_interleave, &options.interleave,
                                           8 * sizeof options.interleave + 1) != 0)
    fail("set-up", "pages cannot be interleaved over these memory nodes", protocol::exit_setup);
  pin(options.cpu);
}

void pin(int cpu) {
  if (cpu < 0) return;
  cpu_set_t one;
  CPU_ZERO(&one);
  if (cpu < CPU_SETSIZE) CPU_SET(static_cast<unsigned>(cpu), &one);
  if (::sched_setaffinity(0, sizeof one, &one) != 0)
    fail("set-up", "cannot be pinned to its CPU: it is offline or outside this process's cpuset",
         protocol::exit_setup);
}

void* map_pages(std::size_t bytes, int sharing, const char* failure) {
  void* const memory =
      ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, sharing | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
  if (memory == MAP_FAILED) fail("set-up", failure, protocol::exit_setup);
  return memory;
}

void end_like_child(int wait_status) {
  if (WIFSIGNALED(wait_status)) {
    ::signal(WTERMSIG(wait_status), SIG_DFL);
    ::kill(::getpid(), WTERMSIG(wait_status));
  }
  ::_exit(WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : protocol::exit_setup);
}

std::int64_t monotonic_ns() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

}  // namespace allocscale::runner
