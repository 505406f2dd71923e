// CPython 3.11's small-object allocator: 16-byte classes up to 512 bytes, each in pools of its own; larger
// requests go to malloc. After Objects/obmalloc.c of CPython 3.11 (ALIGNMENT 16, SMALL_REQUEST_THRESHOLD 512,
// pymalloc_alloc, pymalloc_free, pymalloc_realloc).
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/heap.hpp"
#include "kernels/parts/memory.hpp"
#include "kernels/parts/pymalloc_arenas.hpp"

namespace allocscale::kernels::parts {

/// The pools of one thread of a worker, as an interpreter has them for its lifetime: they outlive a task.
/// Callers say how large a block is; CPython finds that out in its radix tree, two loads a free.
class PyPools {
 public:
  static constexpr std::size_t alignment = 16;
  static constexpr std::size_t largest = 512;

  static constexpr std::size_t class_of(std::size_t bytes) { return (bytes - 1) / alignment; }

  /// 1 ≤ bytes ≤ largest.
  void* take(std::size_t bytes) {
    const std::size_t size_class = class_of(bytes);
    PyPool* pool = partly_used_[size_class];
    if (pool == nullptr) [[unlikely]]
      pool = add_pool(size_class);
    ++pool->used;
    std::byte* block = pool->free_block;
    std::memcpy(&pool->free_block, static_cast<const void*>(block), sizeof(void*));
    if (pool->free_block == nullptr) [[unlikely]]
      extend(pool);
    return block;
  }

  void give(void* block) {
    PyPool* pool = pool_of(block);
    std::byte* const last_freed = pool->free_block;
    std::memcpy(block, &last_freed, sizeof(last_freed));
    pool->free_block = static_cast<std::byte*>(block);
    --pool->used;
    if (last_freed == nullptr) [[unlikely]] {
      insert(pool);  // it was full
    } else if (pool->used == 0) [[unlikely]] {
      remove(pool);
      arenas_.give_pool(pool);
    }
  }

  /// Arenas mapped now.
  [[nodiscard]] std::uint64_t arenas() const { return arenas_.mapped(); }

 private:
  static PyPool* pool_of(void* block) {
    auto* byte = static_cast<std::byte*>(block);
    return reinterpret_cast<PyPool*>(byte - reinterpret_cast<std::uintptr_t>(byte) % py_pool_bytes);
  }

  /// A pool that last served the same class keeps its list of free blocks, as in CPython.
  PyPool* add_pool(std::size_t size_class) {
    PyPool* pool = arenas_.take_pool();
    pool->used = 0;
    insert_as(pool, size_class);
    if (pool->size_class == size_class) return pool;
    const std::size_t block_bytes = (size_class + 1) * alignment;
    pool->size_class = static_cast<std::uint32_t>(size_class);
    pool->free_block = reinterpret_cast<std::byte*>(pool) + sizeof(PyPool);
    pool->next_offset = static_cast<std::uint32_t>(sizeof(PyPool) + block_bytes);
    pool->last_offset = static_cast<std::uint32_t>(py_pool_bytes - block_bytes);
    const std::byte* none = nullptr;
    std::memcpy(pool->free_block, &none, sizeof(none));
    return pool;
  }

  /// The list of freed blocks is used up: one more that was never used, or the pool is full.
  void extend(PyPool* pool) {
    if (pool->next_offset > pool->last_offset) {
      remove(pool);
      return;
    }
    pool->free_block = reinterpret_cast<std::byte*>(pool) + pool->next_offset;
    pool->next_offset += static_cast<std::uint32_t>((pool->size_class + 1) * alignment);
    const std::byte* none = nullptr;
    std::memcpy(pool->free_block, &none, sizeof(none));
  }

  void insert(PyPool* pool) { insert_as(pool, pool->size_class); }
  void insert_as(PyPool* pool, std::size_t size_class) {
    PyPool*& first = partly_used_[size_class];
    pool->previous = nullptr;
    pool->next = first;
    if (first != nullptr) first->previous = pool;
    first = pool;
  }
  void remove(PyPool* pool) {
    if (pool->next != nullptr) pool->next->previous = pool->previous;
    (pool->previous != nullptr ? pool->previous->next : partly_used_[pool->size_class]) = pool->next;
  }

  PyPool* partly_used_[largest / alignment] = {};
  PyArenas arenas_;
};

inline constinit thread_local PyPools py_pools;

/// The Memory of an ordinary CPython: objects and small buffers from the pools, the rest from the allocator.
struct PyMalloc {
  static constexpr bool pools_elements = true;
  static constexpr std::uint64_t pooled_buffer_bytes = PyPools::largest;

  static void* take_element(std::size_t bytes) { return take_buffer(bytes); }
  static void give_element(void* block, std::size_t bytes) { give_buffer(block, bytes); }

  static void* take_buffer(std::size_t bytes) {
    if (bytes > PyPools::largest) return Heap::take_buffer(bytes);
    void* block = py_pools.take(bytes);
    keep(block);
    return block;
  }
  static void give_buffer(void* block, std::size_t bytes) {
    if (bytes > PyPools::largest) return Heap::give_buffer(block, bytes);
    py_pools.give(block);
  }
  /// A pooled block that still fits stays where it is; one that does not is copied.
  static void* grow_buffer(void* block, std::size_t held, std::size_t bytes) {
    if (block == nullptr) return take_buffer(bytes);
    if (held > PyPools::largest) return Heap::grow_buffer(block, held, bytes);
    if (bytes <= PyPools::largest && PyPools::class_of(bytes) == PyPools::class_of(held)) return block;
    void* larger = take_buffer(bytes);
    std::memcpy(larger, block, held);
    py_pools.give(block);
    return larger;
  }
};

static_assert(Memory<PyMalloc>);

}  // namespace allocscale::kernels::parts
