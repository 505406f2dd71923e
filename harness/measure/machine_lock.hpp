// Lets only one harness measure on a machine at a time, whatever its store: two would measure each other.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "harness/base/unique_fd.hpp"

namespace allocscale {

/// A process that holds the lock.
struct LockHolder {
  pid_t pid = 0;
  std::string command;  // its command line, cut to 80 bytes; empty where /proc does not show it
};

/// The lock file of this machine: the path in ALLOCSCALE_MACHINE_LOCK, unless that is empty; else
/// allocscale-machine.lock in /run/lock, or in /tmp where /run/lock is not open to all users. The answer is
/// the same for every user. Tests name a file of their own, or /dev/null, which locks nothing.
[[nodiscard]] std::filesystem::path machine_lock_file();

/// An exclusive flock(2) on a file that any user can open and nobody writes. The kernel releases it when the
/// holder ends, however it ends, and knows who holds it; the file stays, because removing it would race with
/// the next holder. Its descriptor is closed on exec, so workers do not keep the lock.
class MachineLock {
 public:
  /// Called before each wait, with one of the holders where /proc/locks shows it. Returns false to give up.
  using KeepWaiting = std::function<bool(const std::optional<LockHolder>& holder)>;

  /// Waits until nobody else holds the lock. It tries every 50 ms; a signal makes a wait shorter. Returns
  /// nothing when `keep_waiting` gives up. Throws RequestError, one line, when the file cannot be made or
  /// opened, or is no regular file.
  [[nodiscard]] static std::optional<MachineLock> acquire(const std::filesystem::path& file,
                                                          const KeepWaiting& keep_waiting);

  /// For a harness that measures beside others. Where nobody measures alone, others who want to do so wait
  /// for this one; where somebody does, this one holds nothing and `besides` is told of it. Never waits or
  /// throws for the file's sake.
  [[nodiscard]] static MachineLock share(const std::filesystem::path& file,
                                         const std::function<void(const LockHolder&)>& besides);

  /// Keeps the lock for the program that this process executes next, until that one ends.
  void keep_through_exec();

 private:
  explicit MachineLock(UniqueFd file) : file_(std::move(file)) {}

  UniqueFd file_;  // closed: nothing is held
};

/// The holder as a message names it.
[[nodiscard]] std::string holder_text(const LockHolder& holder);

/// MachineLock::acquire, which says once for whom it waits: `say` is given one line, which ends in `way_out`,
/// how the user can measure without waiting. Throws as acquire, and Interrupted when the user asks to stop
/// meanwhile (base/interrupt.hpp).
[[nodiscard]] MachineLock wait_for_machine(const std::string& way_out,
                                           const std::function<void(const std::string& line)>& say);

}  // namespace allocscale
