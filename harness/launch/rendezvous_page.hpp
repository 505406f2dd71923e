// The harness's side of the page that the workers of one trial wait at.
#pragma once

#include <cstdint>

#include "harness/base/unique_fd.hpp"
#include "harness/protocol/rendezvous.hpp"

namespace allocscale {

class RendezvousPage {
 public:
  /// Throws SetupError when the page cannot be made.
  explicit RendezvousPage(bool spin_to_start);
  RendezvousPage(const RendezvousPage&) = delete;
  RendezvousPage& operator=(const RendezvousPage&) = delete;
  ~RendezvousPage();

  /// For the workers to inherit.
  [[nodiscard]] int fd() const { return fd_.get(); }

  /// Sets the common start time, start_lead_ns from now, wakes every worker and returns it (CLOCK_MONOTONIC).
  std::int64_t release();

 private:
  UniqueFd fd_;
  protocol::Rendezvous* page_;
};

}  // namespace allocscale
