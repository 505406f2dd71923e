// From exec to the common start: whose worker this is, where it runs, when it begins.
#pragma once

#include <cstdint>

#include "harness/runner/options.hpp"

namespace allocscale::protocol {
struct Rendezvous;
}

namespace allocscale::runner {

/// Ties this process's life to the harness's and ends it if the harness is gone already; sets its memory
/// policy; pins it to its CPU.
void settle(const Options& options);

/// Pins the calling thread; nothing for a negative CPU.
void pin(int cpu);

/// The shared page, or nullptr when this runner was started by hand.
[[nodiscard]] protocol::Rendezvous* join(const Options& options);

/// Tells the kernels of this process who else runs; before its workers begin.
void introduce(protocol::Rendezvous& page);

/// Sleeps until the harness releases, is counted as started, then waits for the common start time
/// and returns it (CLOCK_MONOTONIC, ns). Without a rendezvous it returns the present time at once.
[[nodiscard]] std::int64_t await_start(protocol::Rendezvous* page);

/// CLOCK_MONOTONIC in nanoseconds.
[[nodiscard]] std::int64_t monotonic_ns();

}  // namespace allocscale::runner
