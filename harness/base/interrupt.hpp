// Ctrl-C and SIGTERM: everything measured so far is kept, and the program ends in order.
#pragma once

#include <array>
#include <atomic>
#include <csignal>

namespace allocscale {

/// The signals that ask a program to stop.
inline constexpr std::array stop_signals = {SIGINT, SIGTERM, SIGHUP};

/// From now on the first SIGINT, SIGTERM or SIGHUP only sets the flag; a second one ends the process at once
/// (its workers die with it). A signal that the caller ignores stays ignored: nohup does so with SIGHUP, a
/// shell with the SIGINT of a job in the background.
void watch_for_interrupt();

[[nodiscard]] const std::atomic<bool>& interrupt_flag();

}  // namespace allocscale
