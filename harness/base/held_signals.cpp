#include "harness/base/held_signals.hpp"

#include "harness/base/interrupt.hpp"

namespace allocscale {

HeldSignals::HeldSignals(const sigset_t& held) { ::pthread_sigmask(SIG_BLOCK, &held, &before_); }

HeldSignals::~HeldSignals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

HeldSignals HeldSignals::all() {
  sigset_t held;
  ::sigfillset(&held);
  return HeldSignals(held);
}

HeldSignals HeldSignals::stops() {
  sigset_t held;
  ::sigemptyset(&held);
  for (const int signal : stop_signals) ::sigaddset(&held, signal);
  return HeldSignals(held);
}

}  // namespace allocscale
