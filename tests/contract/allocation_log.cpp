#include "tests/contract/allocation_log.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>

extern "C" {
void* __libc_malloc(std::size_t bytes);
void* __libc_calloc(std::size_t count, std::size_t bytes);
void* __libc_realloc(void* block, std::size_t bytes);
void* __libc_memalign(std::size_t alignment, std::size_t bytes);
void __libc_free(void* block);
}

namespace allocscale::kernels {
namespace {

using Kind = AllocationEvent::Kind;

bool recording = false;
std::int64_t failing_request = -1;
std::int64_t requests = 0;
std::int64_t live_blocks = 0;
std::size_t recorded = 0;
std::array<std::uint64_t, 5> totals{};
std::array<AllocationEvent, 1'000'000> log{};

void record(Kind kind, std::size_t bytes, void* old_block, void* block) {
  if (!recording) return;
  ++totals[static_cast<std::size_t>(kind)];
  if (block != nullptr && old_block == nullptr) ++live_blocks;
  if (kind == Kind::free) --live_blocks;
  if (recorded < log.size()) log[recorded++] = {kind, bytes, old_block, block};
}

/// True when this request is the one to fail.
bool fails() { return recording && requests++ == failing_request; }

void* aligned(std::size_t alignment, std::size_t bytes) {
  void* block = __libc_memalign(alignment, bytes);
  record(Kind::aligned, bytes, nullptr, block);
  return block;
}

}  // namespace

void AllocationLog::start() {
  totals = {};
  requests = live_blocks = 0;
  recorded = 0;
  recording = true;
}
void AllocationLog::stop() { recording = false; }
std::span<const AllocationEvent> AllocationLog::events() { return {log.data(), recorded}; }
std::uint64_t AllocationLog::count(Kind kind) { return totals[static_cast<std::size_t>(kind)]; }
std::uint64_t AllocationLog::requests_of(std::size_t bytes) {
  return static_cast<std::uint64_t>(std::count_if(
      log.begin(), log.begin() + static_cast<std::ptrdiff_t>(recorded),
      [bytes](const AllocationEvent& event) { return event.kind != Kind::free && event.bytes == bytes; }));
}
std::int64_t AllocationLog::live() { return live_blocks; }
void AllocationLog::fail_request(std::int64_t request) { failing_request = request; }

extern "C" {

void* malloc(std::size_t bytes) {
  void* block = fails() ? nullptr : __libc_malloc(bytes);
  record(Kind::malloc, bytes, nullptr, block);
  return block;
}
void* calloc(std::size_t count, std::size_t bytes) {
  void* block = fails() ? nullptr : __libc_calloc(count, bytes);
  record(Kind::calloc, count * bytes, nullptr, block);
  return block;
}
void* realloc(void* old_block, std::size_t bytes) {
  void* block = fails() ? nullptr : __libc_realloc(old_block, bytes);
  record(Kind::realloc, bytes, old_block, block);
  return block;
}
void* memalign(std::size_t alignment, std::size_t bytes) { return aligned(alignment, bytes); }
void* aligned_alloc(std::size_t alignment, std::size_t bytes) { return aligned(alignment, bytes); }
int posix_memalign(void** block, std::size_t alignment, std::size_t bytes) {
  *block = aligned(alignment, bytes);
  return *block == nullptr ? ENOMEM : 0;
}
void free(void* block) {
  if (block != nullptr) record(Kind::free, 0, block, nullptr);
  __libc_free(block);
}
}

}  // namespace allocscale::kernels
