// How many files may be open, and how many processes run? A trial needs three descriptors for each worker.
#pragma once

#include <sys/resource.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace allocscale {

/// The limits that raise_limits() raises, for getrlimit(2).
inline constexpr std::array raised_limits = {RLIMIT_NOFILE, RLIMIT_NPROC};

/// Raises the soft limits of this process to the hard ones. Its children, started by ChildProcess, get the
/// limits with which this process was started. To be called once, before the first child.
void raise_limits();

/// Gives this process the limits back that it had before raise_limits(), if that was called. Makes system
/// calls only, for a child that shares its parent's memory. False, with errno set, where it cannot.
[[nodiscard]] bool restore_limits();

/// What the largest trial of a run starts.
struct TrialProcesses {
  int runners = 0;  // processes that the harness starts and listens to
  int workers = 0;  // processes or threads
};

/// One line on why such a trial cannot be run here, and what to do; empty where the limits allow it.
/// `room`: for how many more processes the control groups have room; absent: unknown. What else of the user's
/// runs is not known here: a process that cannot be started says so.
[[nodiscard]] std::string limits_refusal(TrialProcesses trial, std::optional<std::int64_t> room);

}  // namespace allocscale
