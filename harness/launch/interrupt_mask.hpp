// Holds back the signals that ask a harness to stop, so that none arrives between a look at the flag they set
// and the wait that follows: ppoll(2) lets them in for exactly as long as it waits.
#pragma once

#include <csignal>

namespace allocscale {

class InterruptMask {
 public:
  InterruptMask() {
    sigset_t held;
    ::sigemptyset(&held);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaddset(&held, signal);
    ::pthread_sigmask(SIG_BLOCK, &held, &before_);
  }
  InterruptMask(const InterruptMask&) = delete;
  InterruptMask& operator=(const InterruptMask&) = delete;
  ~InterruptMask() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

  /// What the thread's mask was, and is while ppoll waits with it.
  [[nodiscard]] const sigset_t* before() const { return &before_; }

 private:
  sigset_t before_;
};

}  // namespace allocscale
