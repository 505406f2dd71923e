#include "harness/runner/recording_file.hpp"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness/protocol/rendezvous.hpp"
#include "harness/runner/output.hpp"

namespace allocscale::runner {
namespace {

using kernels::PageRun;
using kernels::PageSet;
using kernels::RecordingMark;

constexpr std::size_t phases = phase_names.size();
constexpr std::size_t longest_bytes = std::size_t{64} << 30;
// The recording, and a bit for each page of the address space (PageSet); most of both is never touched.
constexpr const char* no_address_space =
    "a replayed layout needs 73 GiB of address space for its rehearsal, 64 of them for its recording, and not as "
    "memory: raise `ulimit -v`, or take another layout";

// From the file's begin to the first address.
std::size_t head_bytes(std::size_t header, int iterations) {
  const std::size_t marks = sizeof(RecordingMark) * phases * static_cast<std::size_t>(iterations);
  return (header + marks + PageSet::page_bytes - 1) / PageSet::page_bytes * PageSet::page_bytes;
}

void* map_for_reading(int fd, std::size_t bytes) {
  void* const memory = ::mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
  if (memory == MAP_FAILED) fail("set-up", "cannot map the recording of a rehearsal", protocol::exit_setup);
  return memory;
}

// What the task and its allocator need comes on top.
void require_address_space() {
  constexpr std::size_t bytes = longest_bytes + (std::size_t{9} << 30);
  void* const room = ::mmap(nullptr, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (room == MAP_FAILED) fail("set-up", no_address_space, protocol::exit_setup);
  ::munmap(room, bytes);
}

}  // namespace

RecordingFile::RecordingFile(void* memory, std::size_t bytes, int iterations)
    : header_(static_cast<Header*>(memory)), bytes_(bytes), iterations_(iterations) {}

RecordingFile RecordingFile::writable(int fd, int iterations) {
  if (::ftruncate(fd, static_cast<off_t>(longest_bytes)) != 0)
    fail("set-up",
         "cannot make room for the recording of a rehearsal: its file may have 64 GiB, mostly unused",
         protocol::exit_setup);
  require_address_space();
  void* const memory = ::mmap(nullptr, longest_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (memory == MAP_FAILED) fail("set-up", no_address_space, protocol::exit_setup);
  return {memory, longest_bytes, iterations};
}

RecordingFile RecordingFile::finished(int fd, int iterations) {
  struct stat file {};
  ::fstat(fd, &file);
  const auto bytes = static_cast<std::size_t>(file.st_size);
  return {map_for_reading(fd, bytes), bytes, iterations};
}

void RecordingFile::unmap() { ::munmap(header_, bytes_); }

const RecordingMark& RecordingFile::mark(int iteration, std::size_t phase) const {
  return reinterpret_cast<RecordingMark*>(header_ + 1)[static_cast<std::size_t>(iteration) * phases + phase];
}

void RecordingFile::set_mark(int iteration, std::size_t phase, const RecordingMark& mark_there) {
  const_cast<RecordingMark&>(mark(iteration, phase)) = mark_there;
}

std::uint64_t RecordingFile::blocks_in(int iteration, std::size_t phase) const {
  const bool first = iteration == 0 && phase == 0;
  const RecordingMark* const end = &mark(iteration, phase);
  return end->blocks - (first ? 0 : end[-1].blocks);
}

std::span<std::uintptr_t> RecordingFile::room() const {
  const std::size_t head = head_bytes(sizeof(Header), iterations_);
  auto* const first = reinterpret_cast<std::uintptr_t*>(reinterpret_cast<std::byte*>(header_) + head);
  return {first, (bytes_ - head) / sizeof(std::uintptr_t)};
}

const std::uintptr_t* RecordingFile::addresses() const { return room().data(); }

std::span<const PageRun> RecordingFile::runs() const {
  return {reinterpret_cast<const PageRun*>(addresses() + header_->blocks), header_->runs};
}

void RecordingFile::finish(int fd, std::uint64_t blocks, const PageSet& pages) {
  auto* const runs = reinterpret_cast<PageRun*>(room().data() + blocks);
  header_->blocks = blocks;
  header_->runs = 0;
  pages.for_each_run([&](const PageRun& run) { runs[header_->runs++] = run; });
  const auto* const end = reinterpret_cast<const std::byte*>(runs + header_->runs);
  if (::ftruncate(fd, end - reinterpret_cast<const std::byte*>(header_)) != 0)
    fail("set-up", "cannot cut the recording of a rehearsal to its length", protocol::exit_setup);
}

}  // namespace allocscale::runner
