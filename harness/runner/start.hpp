// The common start: a worker joins the others of its trial and begins when they do.
#pragma once

#include <cstdint>

#include "harness/runner/options.hpp"

namespace allocscale::protocol {
struct Rendezvous;
}

namespace allocscale::runner {

/// The page that the trial's workers share, or nullptr when this runner was started by hand.
[[nodiscard]] protocol::Rendezvous* map_rendezvous(const Options& options);

/// Tells this process's kernels which peers they have; to be called before its workers begin.
void set_peers(protocol::Rendezvous& page);

/// Sleeps until the harness releases, counts this worker as started, waits for the common start time and
/// returns it (CLOCK_MONOTONIC, ns). Without a rendezvous it returns the present time at once.
[[nodiscard]] std::int64_t await_start(protocol::Rendezvous* page);

}  // namespace allocscale::runner
