#include "harness/runner/start.hpp"

#include <linux/futex.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "harness/protocol/rendezvous.hpp"
#include "harness/runner/speech.hpp"

namespace allocscale::runner {

std::int64_t monotonic_ns() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

void settle(const Options& options) {
  if (options.parent != 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    // The signal is sent only for deaths after the call above: a harness that died before it shows here.
    if (::getppid() != options.parent) fail("set-up", "the harness is gone", protocol::exit_orphaned);
  }
  if (options.cpu < 0) return;
  cpu_set_t one;
  CPU_ZERO(&one);
  if (options.cpu < CPU_SETSIZE) CPU_SET(static_cast<unsigned>(options.cpu), &one);
  if (::sched_setaffinity(0, sizeof one, &one) != 0)
    fail("set-up", "cannot be pinned to its CPU: it is offline or outside this process's cpuset",
         protocol::exit_setup);
}

protocol::Rendezvous* join(const Options& options) {
  if (options.rendezvous_fd < 0) return nullptr;
  void* page = ::mmap(nullptr, sizeof(protocol::Rendezvous), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_POPULATE, options.rendezvous_fd, 0);
  if (page == MAP_FAILED) fail("set-up", "cannot map the rendezvous page", protocol::exit_setup);
  return static_cast<protocol::Rendezvous*>(page);
}

std::int64_t await_start(protocol::Rendezvous* page) {
  if (page == nullptr) return monotonic_ns();
  while (page->released.load(std::memory_order_acquire) == 0)
    ::syscall(SYS_futex, &page->released, FUTEX_WAIT, 0U, nullptr, nullptr, 0);
  const std::int64_t start = page->start_ns;
  if (page->spin == 0) {
    const timespec until{start / 1'000'000'000, start % 1'000'000'000};
    while (::clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr) == EINTR) {
    }
  }
  while (monotonic_ns() < start) {
  }
  return start;
}

}  // namespace allocscale::runner
