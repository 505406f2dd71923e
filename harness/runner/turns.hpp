// The turns of a paired trial (harness/model/pairs.hpp): worker 0 leads, the others are held while it is
// alone.
#pragma once

#include "harness/runner/options.hpp"
#include "harness/runner/worker.hpp"

namespace allocscale::protocol {
struct Rendezvous;
}

namespace allocscale::runner {

/// Called right before iteration `i` of this worker; returns when it is to begin, and enters into it how it
/// runs and when it began. Worker 0 sleeps until all others are parked, and wakes them where the iteration is
/// together; any other worker parks and sleeps until it is woken. Then everybody spins to one start time.
void await_turn(const Options& options, protocol::Rendezvous& page, int i, Iteration& iteration);

/// Called after the last iteration: the others stay parked until worker 0 has run its own last one.
void end_turns(const Options& options, protocol::Rendezvous& page);

}  // namespace allocscale::runner
