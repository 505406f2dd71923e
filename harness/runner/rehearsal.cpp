#include "harness/runner/rehearsal.hpp"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <span>

#include "allocators/contract/declaration.hpp"
#include "harness/protocol/rendezvous.hpp"
#include "harness/runner/describe.hpp"
#include "harness/runner/history.hpp"
#include "harness/runner/meter/proc_file.hpp"
#include "harness/runner/meter/proc_text.hpp"
#include "harness/runner/output.hpp"
#include "harness/runner/process.hpp"
#include "harness/runner/worker.hpp"
#include "kernels/replay/page_set.hpp"
#include "kernels/replay/recording.hpp"

namespace allocscale::runner {
namespace {

constexpr int most_rehearsals = 8;
constexpr int most_arguments = 64;

struct Decimal {
  explicit Decimal(int number) { *std::to_chars(text, text + sizeof text - 1, number).ptr = '\0'; }
  char text[16];
};

// This program's own arguments, with the options that make it a rehearsal: of an option given twice the last
// counts.
pid_t start_rehearsal(const Options& options, int fd) {
  Decimal parent(::getpid()), file(fd);
  char parent_option[] = "--parent", file_option[] = "--rehearse";
  if (options.arguments.size() > most_arguments - 5)
    fail("set-up", "too many arguments for a rehearsal", protocol::exit_setup);
  char* arguments[most_arguments] = {};
  std::size_t count = 0;
  for (char* const argument : options.arguments) arguments[count++] = argument;
  for (char* const more : {parent_option, parent.text, file_option, file.text}) arguments[count++] = more;
  // vfork copies no page table and runs no handler that an allocator registered for fork.
  const pid_t child = ::vfork();
  if (child == 0) {
    ::execve("/proc/self/exe", arguments, environ);
    ::_exit(protocol::exit_setup);
  }
  if (child < 0) fail("set-up", "cannot start the rehearsal of a replayed layout", protocol::exit_setup);
  return child;
}

void await_rehearsal(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (status != 0) end_like_child(status);
}

// Present after this, in huge pages where the rehearsal's allocator had asked for some and a run holds them.
void fill(void* run, std::size_t bytes, bool huge_pages) {
  if (huge_pages) ::madvise(run, bytes, MADV_HUGEPAGE);
  for (std::size_t at = 0; at < bytes; at += kernels::PageSet::page_bytes)
    static_cast<volatile char*>(run)[at] = 0;
}

// False when one of the runs is in use here; then none is mapped.
bool map_runs(std::span<const kernels::PageRun> runs, bool huge_pages) {
  for (std::size_t i = 0; i < runs.size(); ++i) {
    void* const wanted = reinterpret_cast<void*>(runs[i].begin);
    void* const found = ::mmap(wanted, runs[i].bytes, PROT_READ | PROT_WRITE,
                               MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (found == wanted) {
      fill(found, runs[i].bytes, huge_pages);
      continue;
    }
    if (found == MAP_FAILED && errno != EEXIST)
      fail("out of memory", "the pages of the rehearsal cannot be mapped", protocol::exit_out_of_memory);
    if (found != MAP_FAILED)
      ::munmap(found, runs[i].bytes);  // a kernel that does not know the flag (before 4.17)
    while (i-- > 0) ::munmap(reinterpret_cast<void*>(runs[i].begin), runs[i].bytes);
    return false;
  }
  return true;
}

// Asked of the kernel while the task holds its memory.
bool has_huge_pages() {
  char buffer[4096];
  const ProcFile rollup("/proc/self/smaps_rollup");
  return value_of(rollup.read(buffer, sizeof buffer), "AnonHugePages").value_or(0) > 0;
}

void run_iterations(const Options& options, const kernels::Binding& binding, RecordingFile& file) {
  void* const task = map_pages(binding.bytes, MAP_PRIVATE, "cannot map the task of a rehearsal");
  const allocators::Declaration& heap = allocators::declaration;
  const std::uint64_t demand = iteration_bytes(binding, options.size, allocators::declaration.rounding);
  for (int i = 0; i < options.iterations; ++i) {
    if (heap.begin_iteration != nullptr) heap.begin_iteration(demand);
    binding.create(task, options.size);
    binding.build(task);
    file.set_mark(i, 0, kernels::recorder.mark());
    binding.operate(task);
    file.set_mark(i, 1, kernels::recorder.mark());
    if (has_huge_pages()) file.set_huge_pages();
    binding.teardown(task);
    file.set_mark(i, 2, kernels::recorder.mark());
    if (heap.end_iteration != nullptr) heap.end_iteration();
  }
}

}  // namespace

RecordingFile rehearse(const Options& options) {
  const int fd = ::memfd_create("rehearsal", 0);
  if (fd < 0) fail("set-up", "cannot make a memory file for a rehearsal", protocol::exit_setup);
  for (int attempt = 0; attempt < most_rehearsals; ++attempt) {
    await_rehearsal(start_rehearsal(options, fd));
    RecordingFile recording = RecordingFile::finished(fd, options.iterations);
    if (map_runs(recording.runs(), recording.huge_pages())) {
      ::close(fd);
      kernels::player.begin(recording.addresses());
      return recording;
    }
    recording.unmap();
    if (::ftruncate(fd, 0) != 0) break;
  }
  fail("set-up", "the addresses of 8 rehearsals in turn were in use by the replaying process",
       protocol::exit_setup);
}

void record(const Options& options) {
  prepare_process(options);
  const kernels::Binding& binding = require_binding(options.kernel, options.layout, options.size);
  if (binding.rehearsal == nullptr)
    fail("usage", "--rehearse: the layout needs no rehearsal", protocol::exit_usage);
  require_allocator(options);
  RecordingFile file = RecordingFile::writable(options.rehearse_fd, options.iterations);
  kernels::PageSet pages;
  kernels::recorder.begin(file.room(), pages);
  make_history(options, *binding.rehearsal);
  run_iterations(options, *binding.rehearsal, file);
  file.finish(options.rehearse_fd, kernels::recorder.mark().blocks, pages);
  ::_exit(0);  // without the libraries' last words: the replaying process has its own
}

void check_replayed(const RecordingFile& recording, int iteration, std::size_t phase) {
  if (kernels::player.mark() == recording.mark(iteration, phase)) return;
  fail("replay", "the kernel asked for other blocks than in its rehearsal", protocol::exit_setup);
}

std::int64_t null_replay_ns(const RecordingFile& recording, int iteration, std::size_t phase) {
  if (iteration == 0 && phase == 0) kernels::player.begin(recording.addresses());
  const std::int64_t begun_ns = monotonic_ns();
  kernels::play_alone(recording.blocks_in(iteration, phase));
  return monotonic_ns() - begun_ns;
}

}  // namespace allocscale::runner
