// The shared page at which the workers of a trial wait for their release; the harness's side of it.
#pragma once

#include <cstdint>

#include "harness/base/unique_fd.hpp"
#include "harness/protocol/rendezvous.hpp"

namespace allocscale {

class RendezvousPage {
 public:
  /// `workers`: of the trial. `spin_to_start`: the released workers spin until the start time instead of
  /// sleeping. Throws SetupError when the page cannot be made.
  RendezvousPage(int workers, bool spin_to_start);
  RendezvousPage(const RendezvousPage&) = delete;
  RendezvousPage& operator=(const RendezvousPage&) = delete;
  ~RendezvousPage();

  /// The descriptor that the workers inherit.
  [[nodiscard]] int fd() const { return fd_.get(); }

  /// Sets the common start time, `lead_ns` from now, wakes every worker and returns it (CLOCK_MONOTONIC).
  std::int64_t release(std::int64_t lead_ns);

 private:
  UniqueFd fd_;
  protocol::Rendezvous* page_;
};

}  // namespace allocscale
