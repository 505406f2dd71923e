// Lets only one harness measure at a time, since two would disturb each other's measurements.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <utility>

#include "harness/base/unique_fd.hpp"

namespace allocscale {

/// An exclusive flock(2) on `<store>.lock`, which holds the pid of the holder. The kernel releases it when
/// the holder ends, however it ends; the file stays, because removing it would race with the next holder. The
/// file descriptor is closed on exec, so that workers do not keep the lock; a child that is forked and not
/// exec'd does. The store itself does not need the lock: SQLite keeps several writers apart.
class MeasureLock {
 public:
  /// Called before each wait, with the holder's pid if it is known. Returns false to give up.
  using KeepWaiting = std::function<bool(std::optional<pid_t> holder)>;

  /// Waits until the lock is free. It tries every 50 ms; a signal makes a wait shorter. Returns nothing when
  /// `keep_waiting` gives up. Throws RequestError, one line, when the lock file cannot be made, or a file of
  /// that name is there and is no lock: by what is in it.
  [[nodiscard]] static std::optional<MeasureLock> acquire(const std::filesystem::path& store,
                                                          const KeepWaiting& keep_waiting);

  /// Takes the lock if it is free, without waiting; nothing where another process holds it. Throws as
  /// acquire().
  [[nodiscard]] static std::optional<MeasureLock> try_acquire(const std::filesystem::path& store);

  /// Whether another process holds the lock now. Makes no file and throws nothing.
  [[nodiscard]] static bool is_held(const std::filesystem::path& store);

  /// The pid of the process that holds the lock, or held it last, where it is known.
  [[nodiscard]] static std::optional<pid_t> holder(const std::filesystem::path& store);

 private:
  explicit MeasureLock(UniqueFd file) : file_(std::move(file)) {}

  UniqueFd file_;
};

}  // namespace allocscale
