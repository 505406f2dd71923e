#include "harness/launch/rendezvous_page.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstring>
#include <new>

#include "harness/base/clock.hpp"
#include "harness/base/error.hpp"

namespace allocscale {

RendezvousPage::RendezvousPage(int workers, bool spin_to_start)
    : fd_(::memfd_create("allocscale-rendezvous", MFD_CLOEXEC | MFD_ALLOW_SEALING)) {
  constexpr std::size_t bytes = sizeof(protocol::Rendezvous);
  void* page = MAP_FAILED;
  // Sealed: a worker that made the file shorter would end the harness by SIGBUS.
  if (fd_.open() && ::ftruncate(fd_.get(), bytes) == 0 &&
      ::fcntl(fd_.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0)
    page = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd_.get(), 0);
  if (page == MAP_FAILED)
    throw SetupError(fmt::format("cannot make the page that workers wait at: {}", std::strerror(errno)));
  page_ = ::new (page) protocol::Rendezvous;
  page_->workers = static_cast<std::uint32_t>(workers);
  page_->spin = spin_to_start ? 1 : 0;
}

RendezvousPage::~RendezvousPage() { ::munmap(page_, sizeof *page_); }

std::int64_t RendezvousPage::release(std::int64_t lead_ns) {
  const std::int64_t start_ns = monotonic_ns() + lead_ns;
  page_->start_ns = start_ns;
  page_->released.store(1, std::memory_order_release);
  ::syscall(SYS_futex, &page_->released, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
  return start_ns;
}

}  // namespace allocscale
