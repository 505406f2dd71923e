#include "harness/runner/start.hpp"

#include <sys/mman.h>

#include "harness/protocol/await_start.hpp"
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
  protocol::await_release(*page);
  page->started.fetch_add(1, std::memory_order_release);
  return protocol::await_start_time(*page);
}

}  // namespace allocscale::runner
