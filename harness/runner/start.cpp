#include "harness/runner/start.hpp"

#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>

#include <cerrno>

#include "harness/protocol/rendezvous.hpp"
#include "harness/runner/output.hpp"
#include "harness/runner/process.hpp"
#include "kernels/contract/peers.hpp"

namespace allocscale::runner {

protocol::Rendezvous* map_rendezvous(const Options& options) {
  if (options.rendezvous_fd < 0) return nullptr;
  void* page = ::mmap(nullptr, sizeof(protocol::Rendezvous), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_POPULATE, options.rendezvous_fd, 0);
  if (page == MAP_FAILED) fail("set-up", "cannot map the rendezvous page", protocol::exit_setup);
  return static_cast<protocol::Rendezvous*>(page);
}

void set_peers(protocol::Rendezvous& page) {
  kernels::peers = {
      .started = &page.started, .stopped = &page.stopped, .parked = &page.parked, .lock = &page.lock};
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
