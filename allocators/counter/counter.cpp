// liballocscale-counter.so: preloaded in front of an allocator's library, it counts the calls of malloc,
// calloc, realloc and posix_memalign by the bytes they ask for, and those of free, and passes each on to the
// next owner. The operators new and delete call those here, whoever else defines them, so that they are
// counted alike under every allocator. The counts are written when the process exits, also by _exit, to the
// file that ALLOCSCALE_COUNTER names; a forked child counts from zero. Counting costs time: it is for counts,
// not for times.
#include <dlfcn.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>

#include "allocators/witness/record.hpp"
#include "harness/protocol/witness_record.hpp"

// What other objects find.
#define SEEN_BY_ALL [[gnu::visibility("default")]]

namespace allocscale::counter {
namespace {

using protocol::RecordKind;
using protocol::size_classes;
using protocol::SizeCount;

enum Function : std::uint16_t { of_malloc, of_calloc, of_realloc, of_posix_memalign, functions };
static_assert(std::size(protocol::counted_functions) == functions);

struct Count {
  std::atomic<std::uint64_t> calls{0};
  std::atomic<std::uint64_t> bytes{0};
};

constinit Count counts[functions][size_classes];
constinit std::atomic<std::uint64_t> frees{0};
constinit std::atomic<bool> written{false};

void count(Function function, std::size_t bytes) {
  Count& of_class = counts[function][protocol::size_class(bytes)];
  of_class.calls.fetch_add(1, std::memory_order_relaxed);
  of_class.bytes.fetch_add(bytes, std::memory_order_relaxed);
}

/// The functions that this library stands in front of.
struct Next {
  void* (*malloc)(std::size_t) = nullptr;
  void* (*calloc)(std::size_t, std::size_t) = nullptr;
  void* (*realloc)(void*, std::size_t) = nullptr;
  int (*posix_memalign)(void**, std::size_t, std::size_t) = nullptr;
  void (*free)(void*) = nullptr;
};

constinit Next next;
constinit std::atomic<bool> found{false};

/// What dlsym(3) itself asks for while the next functions are looked up. It is never given back.
alignas(std::max_align_t) constinit char arena[16384] = {};
constinit std::atomic<std::size_t> arena_used{0};

void* from_arena(std::size_t bytes) {
  const std::size_t step = alignof(std::max_align_t);
  if (bytes > sizeof arena) return nullptr;
  const std::size_t at = arena_used.fetch_add((bytes + step - 1) / step * step);
  return at + bytes <= sizeof arena ? arena + at : nullptr;
}

bool is_from_arena(const void* block) {
  const auto address = reinterpret_cast<std::uintptr_t>(block);
  const auto begin = reinterpret_cast<std::uintptr_t>(arena);
  return address >= begin && address < begin + sizeof arena;
}

// Whether the next functions are known. Not while this thread is looking them up.
bool ready() {
  if (found.load(std::memory_order_acquire)) return true;
  static constinit std::atomic<bool> searching{false};
  if (searching.exchange(true)) return false;  // the first call comes before there is a second thread
  Next seen;
  seen.malloc = reinterpret_cast<decltype(seen.malloc)>(::dlsym(RTLD_NEXT, "malloc"));
  seen.calloc = reinterpret_cast<decltype(seen.calloc)>(::dlsym(RTLD_NEXT, "calloc"));
  seen.realloc = reinterpret_cast<decltype(seen.realloc)>(::dlsym(RTLD_NEXT, "realloc"));
  seen.posix_memalign = reinterpret_cast<decltype(seen.posix_memalign)>(::dlsym(RTLD_NEXT, "posix_memalign"));
  seen.free = reinterpret_cast<decltype(seen.free)>(::dlsym(RTLD_NEXT, "free"));
  next = seen;
  found.store(true, std::memory_order_release);
  return true;
}

char file[1024];
alignas(protocol::record_step) char room[protocol::longest_record];
constinit witness::Record record(room);
int filter_at_start = 0;
pid_t process = 0;  // whose counts these are: the child of a vfork has its parent's memory

void add_counts() {
  record.add(frees.load(std::memory_order_relaxed));
  const std::size_t entries_place = record.place();
  std::uint16_t entries = 0;
  record.add(entries);
  for (std::uint16_t function = 0; function < functions; ++function)
    for (std::size_t i = 0; i < size_classes; ++i) {
      const Count& of_class = counts[function][i];
      SizeCount entry;
      entry.function = function;
      entry.size_class = static_cast<std::uint16_t>(i);
      entry.calls = of_class.calls.load(std::memory_order_relaxed);
      entry.bytes = of_class.bytes.load(std::memory_order_relaxed);
      if (entry.calls > 0 && record.add(entry)) ++entries;
    }
  record.put_over(entries_place, entries);
}

bool call_filter_changed() { return witness::call_filter() != filter_at_start; }

void write_once() {
  if (file[0] == '\0' || ::getpid() != process || call_filter_changed() || written.exchange(true)) return;
  record.begin(RecordKind::counted);
  add_counts();
  record.append_to(file);
}

void start_from_zero() {
  for (auto& of_function : counts)
    for (Count& of_class : of_function) {
      of_class.calls.store(0, std::memory_order_relaxed);
      of_class.bytes.store(0, std::memory_order_relaxed);
    }
  frees.store(0, std::memory_order_relaxed);
  process = ::getpid();
}

[[gnu::constructor]] void begin() {
  if (!witness::copy_file_name(protocol::counter_variable, file, sizeof file)) return;
  const int error = errno;
  filter_at_start = witness::call_filter();
  process = ::getpid();
  ::pthread_atfork(nullptr, nullptr, start_from_zero);
  errno = error;
}

[[gnu::destructor]] void end() { write_once(); }

[[noreturn]] void leave(int status) {
  write_once();
  for (;;) ::syscall(SYS_exit_group, status);
}

// The next owner's operator, for a program that is out of memory: it throws what it throws.
template <class... Alignment>
void* next_operator(const char* name, std::size_t bytes, Alignment... alignment) {
  using New = void*(std::size_t, Alignment...);
  New* const operator_new = reinterpret_cast<New*>(::dlsym(RTLD_NEXT, name));
  if (operator_new == nullptr) __builtin_trap();
  return operator_new(bytes, alignment...);
}

void* plain_new(const char* name, std::size_t bytes) {
  void* const block = ::malloc(bytes == 0 ? 1 : bytes);
  return block != nullptr ? block : next_operator(name, bytes);
}

void* aligned_new(const char* name, std::size_t bytes, std::align_val_t alignment) {
  const auto wanted = static_cast<std::size_t>(alignment);
  void* block = nullptr;
  const int error =
      ::posix_memalign(&block, wanted < sizeof(void*) ? sizeof(void*) : wanted, bytes == 0 ? 1 : bytes);
  return error == 0 ? block : next_operator(name, bytes, alignment);
}

}  // namespace
}  // namespace allocscale::counter

using namespace allocscale::counter;

extern "C" {

SEEN_BY_ALL void* malloc(std::size_t bytes) {
  if (!ready()) return from_arena(bytes);
  count(of_malloc, bytes);
  return next.malloc(bytes);
}

SEEN_BY_ALL void* calloc(std::size_t blocks, std::size_t bytes) {
  std::size_t all = 0;
  const bool too_many = __builtin_mul_overflow(blocks, bytes, &all);
  if (!ready()) return too_many ? nullptr : from_arena(all);
  count(of_calloc, too_many ? SIZE_MAX : all);
  return next.calloc(blocks, bytes);
}

SEEN_BY_ALL void* realloc(void* block, std::size_t bytes) {
  if (!ready() || is_from_arena(block)) {
    void* const fresh = ready() ? next.malloc(bytes) : from_arena(bytes);
    if (fresh == nullptr || block == nullptr) return fresh;
    const auto left = static_cast<std::size_t>(arena + sizeof arena - static_cast<char*>(block));
    return std::memcpy(fresh, block, bytes < left ? bytes : left);
  }
  count(of_realloc, bytes);
  return next.realloc(block, bytes);
}

SEEN_BY_ALL int posix_memalign(void** block, std::size_t alignment, std::size_t bytes) {
  if (!ready()) return ENOMEM;
  count(of_posix_memalign, bytes);
  return next.posix_memalign(block, alignment, bytes);
}

SEEN_BY_ALL void free(void* block) {
  if (block == nullptr || is_from_arena(block) || !ready()) return;
  frees.fetch_add(1, std::memory_order_relaxed);
  next.free(block);
}

SEEN_BY_ALL void _exit(int status) { leave(status); }
SEEN_BY_ALL void _Exit(int status) { leave(status); }
}

SEEN_BY_ALL void* operator new(std::size_t bytes) { return plain_new("_Znwm", bytes); }
SEEN_BY_ALL void* operator new[](std::size_t bytes) { return plain_new("_Znam", bytes); }
SEEN_BY_ALL void* operator new(std::size_t bytes, std::align_val_t alignment) {
  return aligned_new("_ZnwmSt11align_val_t", bytes, alignment);
}
SEEN_BY_ALL void* operator new[](std::size_t bytes, std::align_val_t alignment) {
  return aligned_new("_ZnamSt11align_val_t", bytes, alignment);
}
SEEN_BY_ALL void operator delete(void* block) noexcept { ::free(block); }
SEEN_BY_ALL void operator delete[](void* block) noexcept { ::free(block); }
SEEN_BY_ALL void operator delete(void* block, std::size_t) noexcept { ::free(block); }
SEEN_BY_ALL void operator delete[](void* block, std::size_t) noexcept { ::free(block); }
SEEN_BY_ALL void operator delete(void* block, std::align_val_t) noexcept { ::free(block); }
SEEN_BY_ALL void operator delete[](void* block, std::align_val_t) noexcept { ::free(block); }
