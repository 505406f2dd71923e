// The page that the harness and the workers of one trial share: the release, who runs, and a lock that none
// but a planted kernel takes (kernels/planted).
//
// The harness makes it (memfd), each worker inherits the descriptor and maps it. A worker that is ready says
// so on its pipe and sleeps on `released`; the harness writes the start time, then `released`, and wakes all.
// Every worker then waits for the common start time by itself: waking takes up to milliseconds, reading a
// clock does not.
//
// In a paired trial (harness/model/pairs.hpp) worker 0 then leads the others: before each of its iterations
// it waits until all of them are parked, asleep on `turn`. For an iteration together it wakes them, waits
// until all are awake, and sets a new start time for everybody; alone it runs beside sleepers.
#pragma once

#include <atomic>
#include <cstdint>

namespace allocscale::protocol {

inline constexpr int protocol_version = 2;

struct Rendezvous {
  std::atomic<std::uint32_t> released{0};  // futex word: 0 wait, 1 go
  std::uint32_t spin = 1;                  // 1: spin to start_ns; 0: sleep to it
  std::int64_t start_ns = 0;               // CLOCK_MONOTONIC
  /// Workers that are ready, where one runner has several: it prints hello when all of them are. A futex word
  /// too.
  std::atomic<std::uint32_t> ready{0};
  /// Measuring workers that have stopped. Siblings stop when it is no longer 0.
  std::atomic<std::uint32_t> stopped{0};
  /// Workers and siblings that have been released; each adds itself before the common start.
  std::atomic<std::uint32_t> started{0};
  /// Of a paired trial: workers that are parked, asleep or about to sleep. A futex word; worker 0 sleeps on
  /// it until all others are.
  std::atomic<std::uint32_t> parked{0};
  /// How often worker 0 has let the others run. A futex word: they sleep on it.
  std::atomic<std::uint32_t> turn{0};
  /// When the iteration of this turn begins, CLOCK_MONOTONIC; 0 until all who take part are awake.
  std::atomic<std::int64_t> turn_start_ns{0};
  /// Workers of the trial.
  std::uint32_t workers = 1;
  /// 0: nobody holds it. On a cache line of its own, apart from what everybody reads.
  alignas(64) std::atomic<std::uint32_t> lock{0};
};

static_assert(std::atomic<std::uint32_t>::is_always_lock_free);

/// From release to the common start time: long enough for every worker to wake.
inline constexpr std::int64_t start_lead_ns = 5'000'000;

/// The same of programs, whose start takes longer than a late wake: a short command shall not wait for longer
/// than it runs.
inline constexpr std::int64_t program_start_lead_ns = 1'500'000;

/// From the moment when all are awake to the start of an iteration of a paired trial. Whoever takes part
/// spins meanwhile, so that its CPU is as awake for an iteration alone as for one together.
inline constexpr std::int64_t turn_lead_ns = 300'000;

/// A worker's exit statuses. 0 is a complete trial; others come with an error line.
inline constexpr int exit_usage = 2;
inline constexpr int exit_out_of_memory = 12;
inline constexpr int exit_wrong_allocator = 13;
inline constexpr int exit_orphaned = 14;
inline constexpr int exit_setup = 15;

}  // namespace allocscale::protocol
