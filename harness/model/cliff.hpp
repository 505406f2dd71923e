// A cliff: the buffer size from which an allocator returns freed memory to the kernel, so that the next use
// of it faults on every page; or the size from which it keeps freed memory again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace allocscale {

/// How the buffer is used.
///   repeated  one buffer allocated, filled and freed, again and again
///   growing   as `t = t + [j]` does: a larger one allocated and filled, then the old one freed
enum class BufferUse { repeated, growing };

/// The page faults of one warm round with a buffer of one size.
struct FaultRound {
  std::uint64_t bytes = 0;  // the size of the buffer
  std::int64_t pages = 0;   // how many pages the buffer has
  std::int64_t faults = 0;  // minor page faults in the round

  /// Whether the allocator gave the buffer back: the faults are more than a tenth of the pages.
  [[nodiscard]] bool gives_back() const { return 10 * faults > pages; }
  friend bool operator==(const FaultRound&, const FaultRound&) = default;
};

/// Two sizes, at most 5 % apart, between which the allocator changes.
struct Cliff {
  FaultRound below;
  FaultRound above;

  friend bool operator==(const Cliff&, const Cliff&) = default;
};

/// The cliffs of one build of an allocator between two sizes, by rising size.
struct CliffLine {
  std::string allocator;  // with its arm: "glibc:retain"
  std::string version;
  std::string library_hash;  // of the library that owns malloc
  BufferUse use = BufferUse::repeated;
  FaultRound smallest;         // at the smallest size that was tried
  std::uint64_t to_bytes = 0;  // the largest size that was tried
  std::vector<Cliff> cliffs;

  friend bool operator==(const CliffLine&, const CliffLine&) = default;
};

/// The largest list buffer that a cell asks its allocator for.
struct LargestBuffer {
  std::uint64_t bytes = 0;
  BufferUse use = BufferUse::repeated;

  friend bool operator==(const LargestBuffer&, const LargestBuffer&) = default;
};

/// The size from which the allocator gives buffers back, for a buffer of `bytes`: the last cliff of the line
/// at or below it. Nothing where the allocator keeps such a buffer.
[[nodiscard]] std::optional<std::uint64_t> cliff_below(const CliffLine& line, std::uint64_t bytes);

}  // namespace allocscale
