// What --verbose tells of a run before its first trial.
#pragma once

#include "harness/conduct/conduct.hpp"
#include "harness/model/machine.hpp"
#include "harness/store/run.hpp"

namespace allocscale {

/// Says on what the run depends (machine, perf events, seed, allocators) and how its trials are started; only
/// with --verbose.
void tell_details(const Campaign& campaign, const Machine& machine, const OpenedRun& run);

}  // namespace allocscale
