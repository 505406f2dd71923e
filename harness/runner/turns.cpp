#include "harness/runner/turns.hpp"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <climits>

#include "harness/protocol/rendezvous.hpp"
#include "harness/runner/process.hpp"

namespace allocscale::runner {
namespace {

using protocol::Rendezvous;
using Word = std::atomic<std::uint32_t>;

void sleep_while(Word& word, std::uint32_t value) {
  ::syscall(SYS_futex, &word, FUTEX_WAIT, value, nullptr, nullptr, 0);
}

void wake(Word& word, int sleepers) {
  ::syscall(SYS_futex, &word, FUTEX_WAKE, sleepers, nullptr, nullptr, 0);
}

// No worker dies unseen: where one ends in between, the harness kills the others.
void await_parked(Rendezvous& page) {
  for (std::uint32_t parked = 0; (parked = page.parked.load(std::memory_order_acquire)) != page.workers - 1;)
    sleep_while(page.parked, parked);
}

// Returns when all others are awake.
void wake_others(Rendezvous& page) {
  page.turn_start_ns.store(0, std::memory_order_relaxed);
  page.turn.fetch_add(1, std::memory_order_release);
  wake(page.turn, INT_MAX);
  while (page.parked.load(std::memory_order_acquire) != 0) {
  }
}

// Returns when worker 0 has woken the others for the `turn`th time.
void park(Rendezvous& page, std::uint32_t turn) {
  page.parked.fetch_add(1, std::memory_order_release);
  wake(page.parked, 1);
  for (std::uint32_t now = 0; (now = page.turn.load(std::memory_order_acquire)) < turn;)
    sleep_while(page.turn, now);
  page.parked.fetch_sub(1, std::memory_order_release);
}

std::int64_t start_of_turn(Rendezvous& page) {
  std::int64_t start_ns = 0;
  while ((start_ns = page.turn_start_ns.load(std::memory_order_acquire)) == 0) {
  }
  return start_ns;
}

// The start time of worker 0's next iteration.
std::int64_t lead(Rendezvous& page, bool alone) {
  await_parked(page);
  if (!alone) wake_others(page);
  const std::int64_t start_ns = monotonic_ns() + protocol::turn_lead_ns;
  if (!alone) page.turn_start_ns.store(start_ns, std::memory_order_release);
  return start_ns;
}

std::int64_t follow(Rendezvous& page, int i) {
  park(page, static_cast<std::uint32_t>(i) + 1);
  return start_of_turn(page);
}

}  // namespace

void await_turn(const Options& options, Rendezvous& page, int i, Iteration& iteration) {
  const bool leads = options.worker == 0;
  iteration.alone = leads && is_alone(i, options.pair_order);
  const std::int64_t start_ns = leads ? lead(page, iteration.alone) : follow(page, i);
  while ((iteration.start_ns = monotonic_ns()) < start_ns) {
  }
  iteration.late_ns = iteration.start_ns - start_ns;
}

void end_turns(const Options& options, Rendezvous& page) {
  if (options.worker != 0) return park(page, static_cast<std::uint32_t>(options.iterations) + 1);
  await_parked(page);
  wake_others(page);
}

}  // namespace allocscale::runner
