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
#include "harness/runner/output.hpp"
#include "harness/runner/process.hpp"
#include "harness/runner/start.hpp"

namespace allocscale::runner {
namespace {

// What one worker is made with; in shared pages, not on the heap.
struct WorkerSlot {
  Options options;
  const kernels::Binding* binding;
  protocol::Rendezvous* page;
  Report* report;
  pid_t process;
  pthread_t thread;
};

constexpr const char* no_pages = "cannot map the pages that the workers share";

void count_as_ready(const Options&, protocol::Rendezvous* page) {
  page->ready.fetch_add(1, std::memory_order_release);
  ::syscall(SYS_futex, &page->ready, FUTEX_WAKE, 1, nullptr, nullptr, 0);
}

void run_slot(WorkerSlot& slot) {
  work(slot.options, *slot.binding, slot.page, *slot.report, count_as_ready);
}

void fork_worker(WorkerSlot& slot) {
  slot.options.parent = ::getpid();
  slot.process = ::fork();
  if (slot.process < 0)
    fail("set-up", "cannot fork a worker: no memory, or too many processes; raise `ulimit -u`",
         protocol::exit_setup);
  if (slot.process > 0) return;
  prepare_process(slot.options);
  run_slot(slot);
  read_memory(slot.options, *slot.report);
  ::_exit(0);
}

void* run_thread(void* argument) {
  WorkerSlot& slot = *static_cast<WorkerSlot*>(argument);
  pin(slot.options.cpu);
  run_slot(slot);
  return nullptr;
}

void start_thread(WorkerSlot& slot) {
  if (::pthread_create(&slot.thread, nullptr, run_thread, &slot) != 0)
    fail("set-up", "cannot start a thread: no memory, or too many of them; raise `ulimit -u`",
         protocol::exit_setup);
}

// False when there is no such child, or with WNOHANG none that has ended. Where one has failed, this process
// ends, and the others are killed by the death signal that each has set.
bool reap_one(int flags) {
  int status = 0;
  const pid_t ended = ::waitpid(-1, &status, flags);
  if (ended < 0 && errno == EINTR) return true;
  if (ended <= 0) return false;
  if (status != 0) end_like_child(status);
  return true;
}

// Looks ten times a second whether a worker has died: one that dies before it is ready would be awaited for
// ever.
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
    page = ::new (map_pages(sizeof(protocol::Rendezvous), MAP_SHARED, no_pages)) protocol::Rendezvous;
    set_peers(*page);
  }
  Report* const reports = map_reports(options);
  auto* const slots = static_cast<WorkerSlot*>(
      map_pages(sizeof(WorkerSlot) * static_cast<std::size_t>(options.workers), MAP_SHARED, no_pages));
  for (int worker = 0; worker < options.workers; ++worker) {
    WorkerSlot& slot = *::new (slots + worker)
                           WorkerSlot{options, &binding, page, &report_of(reports, options, worker), 0, {}};
    slot.options.worker = worker;
    slot.options.cpu = number_in(options.cpus, worker);
    options.start == StartMethod::fork ? fork_worker(slot) : start_thread(slot);
  }
  await_all(page, options.workers);
  prove_allocator(options);
  if (by_hand) release_by_hand(page);
  if (options.start == StartMethod::fork)
    while (reap_one(0)) {
    }
  else
    for (int worker = 0; worker < options.workers; ++worker) ::pthread_join(slots[worker].thread, nullptr);
  if (options.start == StartMethod::thread) read_memory(options, *slots[0].report);  // one process: said once
  for (int worker = 0; worker < options.workers; ++worker)
    write_answer(slots[worker].options, binding, *slots[worker].report);
  return 0;
}

}  // namespace allocscale::runner
