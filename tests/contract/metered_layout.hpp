// Layouts whose memory knows what it gave out: how much is alive at most, and whether all of it came back,
// with the size it was given out at.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/layout_families.hpp"

namespace allocscale::kernels {

/// Bytes as asked for, of one kind of block.
struct Meter {
  std::map<void*, std::size_t> alive;
  std::uint64_t bytes = 0;
  std::uint64_t peak = 0;
  std::uint64_t mistakes = 0;  // blocks given back that are not alive, or with another size

  void take(void* block, std::size_t size) {
    alive[block] = size;
    bytes += size;
    peak = std::max(peak, bytes);
  }
  void give(void* block, std::size_t size) {
    const auto found = alive.find(block);
    if (found == alive.end() || found->second != size) {
      ++mistakes;
      return;
    }
    bytes -= size;
    alive.erase(found);
  }
};

/// One for all tasks of a test: a task keeps its memory to itself.
struct Meters {
  Meter elements;
  Meter buffers;
};
inline Meters meters;

struct MeteredMemory {
  static void* take_element(std::size_t bytes) { return take(meters.elements, bytes); }
  static void give_element(void* block, std::size_t bytes) { give(meters.elements, block, bytes); }
  static void* take_buffer(std::size_t bytes) { return take(meters.buffers, bytes); }
  static void give_buffer(void* block, std::size_t bytes) { give(meters.buffers, block, bytes); }
  /// As a realloc that moves: both copies are alive for a moment.
  static void* grow_buffer(void* block, std::size_t held, std::size_t bytes) {
    void* larger = take_buffer(bytes);
    if (block != nullptr) {
      std::copy_n(static_cast<std::byte*>(block), held, static_cast<std::byte*>(larger));
      give_buffer(block, held);
    }
    return larger;
  }

 private:
  static void* take(Meter& meter, std::size_t bytes) {
    void* block = std::malloc(bytes);
    meter.take(block, bytes);
    return block;
  }
  static void give(Meter& meter, void* block, std::size_t bytes) {
    meter.give(block, bytes);
    std::free(block);
  }
};

struct MeteredBoxed : parts::BoxedOver<MeteredMemory> {
  static constexpr LayoutInfo info{.name = "metered", .question = "What does boxed hold at its peak?"};
};

struct MeteredImmortal : parts::ImmortalOver<MeteredMemory> {
  static constexpr LayoutInfo info{.name = "metered", .question = "What does immortal hold at its peak?"};
};

struct MeteredContiguous : parts::ContiguousOver<MeteredMemory> {
  static constexpr LayoutInfo info{.name = "metered", .question = "What does contiguous hold at its peak?"};
};

}  // namespace allocscale::kernels
