// Where a rehearsal's allocations were, in their order: written by RecordedHeap in one process, read by
// ReplayedHeap in another. One of each for a process, which runs one task; not for threads.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "kernels/contract/contract.hpp"
#include "kernels/contract/out_of_memory.hpp"
#include "kernels/replay/page_set.hpp"

namespace allocscale::kernels {

/// How far a run has come: blocks asked for, and their sizes in their order, as one rolling value. Two runs
/// whose marks are equal asked for the same.
struct RecordingMark {
  std::uint64_t blocks = 0;
  std::uint64_t sizes = 0;

  constexpr void add(std::size_t bytes) { sizes = std::rotl(sizes, 7) + bytes; }
  friend bool operator==(const RecordingMark&, const RecordingMark&) = default;
};

/// Writes addresses down and marks the pages of the blocks.
class Recorder {
 public:
  void begin(std::span<std::uintptr_t> room, PageSet& pages) {
    room_ = room;
    pages_ = &pages;
    mark_ = {};
  }

  /// Writes the block's address down and returns the block. Without room for it, the process ends as out of
  /// memory.
  void* note(void* block, std::size_t bytes) {
    if (mark_.blocks == room_.size()) [[unlikely]]
      out_of_memory(bytes);
    const auto address = reinterpret_cast<std::uintptr_t>(block);
    room_[mark_.blocks++] = address;
    mark_.add(bytes);
    pages_->add(address, bytes);
    return block;
  }

  [[nodiscard]] RecordingMark mark() const { return mark_; }

 private:
  std::span<std::uintptr_t> room_;
  PageSet* pages_ = nullptr;
  RecordingMark mark_;
};

/// Hands the addresses out again. A block takes a load, a store and the rolling value: no branch and no
/// bound, since the marks are compared after each phase, where it costs no measured time.
class Player {
 public:
  void begin(const std::uintptr_t* addresses) {
    first_ = next_ = addresses;
    sizes_ = {};
  }

  void* next(std::size_t bytes) {
    sizes_.add(bytes);
    void* const block = reinterpret_cast<void*>(*next_++);
    keep(block);
    return block;
  }

  [[nodiscard]] RecordingMark mark() const {
    return {static_cast<std::uint64_t>(next_ - first_), sizes_.sizes};
  }

 private:
  const std::uintptr_t* first_ = nullptr;
  const std::uintptr_t* next_ = nullptr;
  RecordingMark sizes_;
};

inline constinit Recorder recorder;
inline constinit Player player;

/// The null replay: hands out that many blocks, which nobody uses.
inline void play_alone(std::uint64_t blocks) {
  for (; blocks > 0; --blocks) player.next(0);
}

}  // namespace allocscale::kernels
