// The arenas of CPython 3.11's small-object allocator: 1 MiB from mmap, cut into pools of 16 KiB, unmapped
// when all pools are free. After Objects/obmalloc.c of CPython 3.11 (ARENA_BITS 20, POOL_BITS 14: the values
// where its radix tree is in use, which is everywhere but on 32 bits).
#pragma once

#include <sys/mman.h>

#include <bit>
#include <cstddef>
#include <cstdint>

#include "kernels/contract/out_of_memory.hpp"

namespace allocscale::kernels::parts {

inline constexpr std::size_t py_pool_bytes = std::size_t{16} << 10;
inline constexpr std::size_t py_arena_bytes = std::size_t{1} << 20;

struct PyArena;

/// A pool's own header, as CPython's struct pool_header: 48 bytes at its beginning.
struct PyPool {
  std::uint32_t used;         // blocks in use
  std::uint32_t size_class;   // 0 stands for 16 bytes
  std::byte* free_block;      // the last one freed; each free block names the next
  PyPool* next;               // in the list of its class, or of its arena's free pools
  PyPool* previous;           // in the list of its class
  PyArena* arena;             // CPython: an index into its array of arenas
  std::uint32_t next_offset;  // of the first block that was never used
  std::uint32_t last_offset;  // the largest that next_offset may be
};
static_assert(sizeof(PyPool) == 48);

/// What is known of one arena, apart from it.
struct PyArena {
  std::byte* address;  // as mmap gave it
  std::byte* fresh;    // the next pool that was never used
  PyPool* free_pools;  // pools that were used and are empty
  PyArena* next;       // among those with as many free pools; or of the unused records
  PyArena* previous;
  std::uint32_t free;   // pools, fresh ones included
  std::uint32_t total;  // 64, or 63 where mmap's address is not a multiple of a pool's size
};

/// Gives out pools, from the arena that has the fewest free, so that the others may become empty.
class PyArenas {
 public:
  /// A pool whose header must be set, but for its arena.
  PyPool* take_pool() {
    if (usable_ == 0) add_arena();
    PyArena* arena = with_free_[std::countr_zero(usable_)];
    remove(arena);
    if (arena->free == arena->total) --empty_;
    PyPool* pool = arena->free_pools;
    if (pool != nullptr) {
      arena->free_pools = pool->next;
    } else {
      pool = reinterpret_cast<PyPool*>(arena->fresh);
      arena->fresh += py_pool_bytes;
      pool->arena = arena;
      pool->size_class = no_class;
    }
    if (--arena->free > 0) insert(arena);
    return pool;
  }

  /// Takes back an empty pool. An arena without a used pool is unmapped, unless it is the only
  /// empty one: that one stays, lest a loop of one object map and unmap it in each round.
  void give_pool(PyPool* pool) {
    PyArena* arena = pool->arena;
    if (arena->free > 0) remove(arena);
    pool->next = arena->free_pools;
    arena->free_pools = pool;
    const bool empty = ++arena->free == arena->total;
    if (empty && empty_ > 0) {
      remove_from_machine(arena);
      return;
    }
    if (empty) ++empty_;
    insert(arena);
  }

  /// Arenas mapped now.
  [[nodiscard]] std::uint64_t mapped() const { return mapped_; }

  static constexpr std::uint32_t no_class = ~std::uint32_t{0};  // of a pool that was never used

 private:
  static constexpr std::uint64_t most_arenas = 1 << 16;  // 64 GiB of small objects

  void insert(PyArena* arena) {
    PyArena*& first = with_free_[arena->free - 1];
    arena->previous = nullptr;
    arena->next = first;
    if (first != nullptr) first->previous = arena;
    first = arena;
    usable_ |= std::uint64_t{1} << (arena->free - 1);
  }
  void remove(PyArena* arena) {
    PyArena*& first = with_free_[arena->free - 1];
    if (arena->previous != nullptr) arena->previous->next = arena->next;
    if (arena->next != nullptr) arena->next->previous = arena->previous;
    if (first == arena) first = arena->next;
    if (first == nullptr) usable_ &= ~(std::uint64_t{1} << (arena->free - 1));
  }

  void add_arena() {
    PyArena* arena = take_record();
    void* memory = mmap(nullptr, py_arena_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) out_of_memory(py_arena_bytes);
    const std::size_t excess = reinterpret_cast<std::uintptr_t>(memory) % py_pool_bytes;
    arena->address = static_cast<std::byte*>(memory);
    arena->fresh = arena->address + (excess == 0 ? 0 : py_pool_bytes - excess);
    arena->free_pools = nullptr;
    arena->total = arena->free = pools_per_arena - (excess == 0 ? 0 : 1);
    ++mapped_;
    ++empty_;
    insert(arena);
  }
  void remove_from_machine(PyArena* arena) {
    munmap(arena->address, py_arena_bytes);
    --mapped_;
    arena->next = unused_records_;
    unused_records_ = arena;
  }

  /// Room for every record there can be is reserved at the first call and touched as it is used: CPython
  /// grows the array of them by malloc, a call for every doubling of the memory.
  PyArena* take_record() {
    if (unused_records_ != nullptr) {
      PyArena* record = unused_records_;
      unused_records_ = record->next;
      return record;
    }
    if (records_ == nullptr) {
      void* memory = mmap(nullptr, most_arenas * sizeof(PyArena), PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
      if (memory == MAP_FAILED) out_of_memory(most_arenas * sizeof(PyArena));
      records_ = static_cast<PyArena*>(memory);
    }
    if (records_used_ == most_arenas) out_of_memory(py_arena_bytes);
    return &records_[records_used_++];
  }

  static constexpr std::uint32_t pools_per_arena = py_arena_bytes / py_pool_bytes;
  static_assert(pools_per_arena == 64, "one bit each");

  PyArena* with_free_[pools_per_arena] = {};  // [f - 1]: arenas with f free pools
  std::uint64_t usable_ = 0;                  // bit f - 1: with_free_[f - 1] is not empty
  std::uint64_t mapped_ = 0;
  std::uint64_t empty_ = 0;  // of those mapped, without a used pool
  PyArena* records_ = nullptr;
  std::uint64_t records_used_ = 0;
  PyArena* unused_records_ = nullptr;
};

}  // namespace allocscale::kernels::parts
