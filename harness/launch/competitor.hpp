// A process that keeps one CPU busy. It disturbs a trial through the machine and through no memory.
#pragma once

#include <sys/types.h>

#include <optional>

#include "harness/launch/orphans.hpp"

namespace allocscale {

/// Runs on one CPU, in user mode and without memory, from the constructor to the destructor. The kernel ends
/// it when the thread that made it ends, however that happens. The terminal's signals do not reach it.
class Competitor {
 public:
  /// Throws SetupError when no process can be made or it may not run on that CPU.
  explicit Competitor(int cpu);
  Competitor(const Competitor&) = delete;
  Competitor& operator=(const Competitor&) = delete;
  ~Competitor();

  [[nodiscard]] pid_t process() const { return pid_; }

 private:
  pid_t pid_ = -1;
  std::optional<OwnedChild> owned_;
};

}  // namespace allocscale
