#include "harness/base/interrupt.hpp"

#include <unistd.h>

#include <csignal>

namespace allocscale {
namespace {

std::atomic<bool> noted{false};
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void on_signal(int) {
  if (noted.exchange(true)) ::_exit(130);
}

bool is_ignored(int signal) {
  struct sigaction now {};
  return ::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

}  // namespace

void watch_for_interrupt() {
  struct sigaction action {};
  action.sa_handler = on_signal;
  // No SA_RESTART: a wait in a system call ends, and the flag is seen.
  for (const int signal : stop_signals)
    if (!is_ignored(signal)) ::sigaction(signal, &action, nullptr);
}

const std::atomic<bool>& interrupt_flag() { return noted; }

}  // namespace allocscale
