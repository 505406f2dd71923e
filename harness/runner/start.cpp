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
#include "kernels/contract/company.hpp"

namespace allocscale::runner {
namespace {

// MPOL_INTERLEAVE of <numaif.h>, which comes with libnuma only (set_mempolicy(2)).
constexpr int mpol_interleave = 3;

}  // namespace

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

protocol::Rendezvous* join(const Options& options) {
  if (options.rendezvous_fd < 0) return nullptr;
  void* page = ::mmap(nullptr, sizeof(protocol::Rendezvous), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_POPULATE, options.rendezvous_fd, 0);
  if (page == MAP_FAILED) fail("set-up", "cannot map the rendezvous page", protocol::exit_setup);
  return static_cast<protocol::Rendezvous*>(page);
}

void introduce(protocol::Rendezvous& page) {
  kernels::company = {.started = &page.started, .stopped = &page.stopped, .lock = &page.lock};
}

std::int64_t await_start(protocol::Rendezvous* page) {
  if (page == nullptr) return monotonic_ns();
  while (page->released.load(std::memory_order_acquire) == 0)
    ::syscall(SYS_futex, &page->released, FUTEX_WAIT, 0U, nullptr, nullptr, 0);
  page->started.fetch_add(1, std::memory_order_release);
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
