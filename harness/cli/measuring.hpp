// What `run` and `selftest` have in common: they lock the store, measure on this machine and show progress.
#pragma once

#include <filesystem>

#include "harness/conduct/trial_host.hpp"
#include "harness/store/measure_lock.hpp"

namespace allocscale {

/// This machine, with progress shown on standard error until the last copy of the result goes. Trials throw
/// Interrupted once the user has asked to stop.
[[nodiscard]] TrialHost watched_host(AskDemand ask);

/// Makes this process the only one that measures into the store; says on standard error when it waits for
/// another one. Throws Interrupted when the user asks to stop meanwhile.
[[nodiscard]] MeasureLock lock_store(const std::filesystem::path& store);

}  // namespace allocscale
