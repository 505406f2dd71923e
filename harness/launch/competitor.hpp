// A process that wants a CPU for itself: the one disturbance that is the machine's and no memory's.
#pragma once

#include <sys/types.h>

namespace allocscale {

/// Runs on one CPU, in user mode and without memory, from the constructor to the destructor. The kernel ends
/// it when the thread that made it does, however that happens. It is deaf to the terminal's signals.
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
};

}  // namespace allocscale
