#include "harness/runner/crew.hpp"

#include <linux/futex.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <csignal>
#include <new>

#include "harness/protocol/rendezvous.hpp"
#include "harness/runner/answer.hpp"
#include "harness/runner/ending.hpp"
#include "harness/runner/speech.hpp"
#include "harness/runner/start.hpp"

namespace allocscale::runner {
namespace {

// What one worker is made with; in shared pages, not on the heap.
struct Seat {
  Options options;
  const kernels::Binding* binding;
  protocol::Rendezvous* page;
  Report* report;
  pid_t process;
  pthread_t thread;
};

void* map_shared(std::size_t bytes) {
  void* memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) fail("set-up", "cannot map the workers' seats", protocol::exit_setup);
  return memory;
}

void arrive(const Options&, protocol::Rendezvous* page) {
  page->ready.fetch_add(1, std::memory_order_release);
  ::syscall(SYS_futex, &page->ready, FUTEX_WAKE, 1, nullptr, nullptr, 0);
}

void work_at(Seat& seat) { work(seat.options, *seat.binding, seat.page, *seat.report, arrive); }

void fork_worker(Seat& seat) {
  seat.options.parent = ::getpid();
  seat.process = ::fork();
  if (seat.process < 0) fail("set-up", "cannot fork a worker", protocol::exit_setup);
  if (seat.process > 0) return;
  settle(seat.options);
  work_at(seat);
  read_memory(seat.options, *seat.report);
  ::_exit(0);
}

void* run_thread(void* argument) {
  Seat& seat = *static_cast<Seat*>(argument);
  pin(seat.options.cpu);
  work_at(seat);
  return nullptr;
}

void start_thread(Seat& seat) {
  if (::pthread_create(&seat.thread, nullptr, run_thread, &seat) != 0)
    fail("set-up", "cannot start a thread", protocol::exit_setup);
}

// False when there is no such child, or with WNOHANG none that has ended. Where one has failed, this process
// ends, and the others are killed by the death signal that each has set.
bool reap_one(int flags) {
  int status = 0;
  const pid_t ended = ::waitpid(-1, &status, flags);
  if (ended < 0 && errno == EINTR) return true;
  if (ended <= 0) return false;
  if (status != 0) end_as(status);
  return true;
}

// A worker that dies before it is ready would be waited for in vain: looked for ten times a second.
void await_all(protocol::Rendezvous* page, int workers) {
  constexpr timespec pause{0, 100'000'000};
  for (std::uint32_t ready = 0;
       (ready = page->ready.load(std::memory_order_acquire)) != static_cast<std::uint32_t>(workers);) {
    ::syscall(SYS_futex, &page->ready, FUTEX_WAIT, ready, &pause, nullptr, 0);
    reap_one(WNOHANG);
  }
}

void release_by_hand(protocol::Rendezvous* page) {
  page->start_ns = monotonic_ns() + protocol::start_lead_ns;
  page->released.store(1, std::memory_order_release);
  ::syscall(SYS_futex, &page->released, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
}

}  // namespace

int run_crew(const Options& options, const kernels::Binding& binding, protocol::Rendezvous* page) {
  const bool by_hand = page == nullptr;
  if (by_hand) {
    page = ::new (map_shared(sizeof(protocol::Rendezvous))) protocol::Rendezvous;
    introduce(*page);
  }
  Report* const reports = map_reports(options);
  auto* const seats =
      static_cast<Seat*>(map_shared(sizeof(Seat) * static_cast<std::size_t>(options.workers)));
  for (int worker = 0; worker < options.workers; ++worker) {
    Seat& seat =
        *::new (seats + worker) Seat{options, &binding, page, &report_of(reports, options, worker), 0, {}};
    seat.options.worker = worker;
    seat.options.cpu = number_in(options.cpus, worker);
    options.start == Start::fork ? fork_worker(seat) : start_thread(seat);
  }
  await_all(page, options.workers);
  prove_allocator(options);
  if (by_hand) release_by_hand(page);
  if (options.start == Start::fork)
    while (reap_one(0)) {
    }
  else
    for (int worker = 0; worker < options.workers; ++worker) ::pthread_join(seats[worker].thread, nullptr);
  if (options.start == Start::thread) read_memory(options, *seats[0].report);  // one process: said once
  for (int worker = 0; worker < options.workers; ++worker)
    write_answer(seats[worker].options, binding, *seats[worker].report);
  return 0;
}

}  // namespace allocscale::runner
