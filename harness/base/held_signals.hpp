// Signals that wait until a stretch of a thread's work is over.
#pragma once

#include <csignal>

namespace allocscale {

/// Holds signals back from the calling thread, and from threads that it starts, for as long as the object
/// lives: one that arrives meanwhile is delivered afterwards (pthread_sigmask(3)).
class HeldSignals {
 public:
  [[nodiscard]] static HeldSignals all();
  /// stop_signals.
  [[nodiscard]] static HeldSignals stops();

  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;
  ~HeldSignals();

  /// The thread's mask as it was before, for ppoll(2) to wait with.
  [[nodiscard]] const sigset_t* before() const { return &before_; }

 private:
  explicit HeldSignals(const sigset_t& held);

  sigset_t before_{};
};

}  // namespace allocscale
