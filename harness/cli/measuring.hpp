// Measuring as `run` and `selftest` do: on this machine, with the store locked and progress shown.
#pragma once

#include <filesystem>

#include "harness/conduct/trial_host.hpp"
#include "harness/store/measure_lock.hpp"

namespace allocscale {

/// This machine as the host of trials. Shows progress on standard error; the bar is taken away when the last
/// copy of the result is destroyed. Trials throw Interrupted once the user has asked to stop.
[[nodiscard]] TrialHost watched_host(AskDemand ask);

/// Makes this process the only one that measures into the store; says on standard error when it waits for
/// another one. Throws Interrupted when the user asks to stop meanwhile.
[[nodiscard]] MeasureLock lock_store(const std::filesystem::path& store);

}  // namespace allocscale
