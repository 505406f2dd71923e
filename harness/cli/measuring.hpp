// Measuring as `run` and `selftest` do: on this machine, with machine and store locked and progress shown.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "harness/conduct/trial_host.hpp"
#include "harness/measure/machine_lock.hpp"
#include "harness/model/progress.hpp"
#include "harness/store/measure_lock.hpp"

namespace allocscale {

/// Shows progress on standard error, not with --quiet; the bar is taken away when the last copy of the result
/// is destroyed.
[[nodiscard]] std::function<void(const Progress&)> shown_progress();

/// This machine as the host of trials. Shows progress on standard error; the bar is taken away when the last
/// copy of the result is destroyed. Trials throw Interrupted once the user has asked to stop. With `share`
/// (--share-machine) every trial is marked as one beside which another harness may have measured.
[[nodiscard]] TrialHost watched_host(AskDemand ask, bool share);

/// Makes this process the only one that measures into the store; says on standard error when it waits for
/// another one. Throws Interrupted when the user asks to stop meanwhile.
[[nodiscard]] MeasureLock lock_store(const std::filesystem::path& store);

/// Makes this process the only one that measures on this machine, beside what lock_store() does; says on
/// standard error for whom it waits. With `share` (--share-machine) it says who measures too, and never
/// waits. Throws Interrupted when the user asks to stop meanwhile.
[[nodiscard]] MachineLock lock_machine(bool share);

/// What an ArmProver does before its first proof, so that this process alone measures meanwhile: `lock`,
/// which must outlive the prover, then holds the machine. Without `waits` nothing: --share-machine, or a dry
/// run.
[[nodiscard]] std::function<void()> locking_proofs(std::optional<MachineLock>& lock, bool waits);

}  // namespace allocscale
