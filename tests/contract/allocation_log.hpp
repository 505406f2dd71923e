// What a piece of code asked of malloc: this test program's own malloc writes it down and forwards to
// glibc's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace allocscale::kernels {

struct AllocationEvent {
  enum class Kind { malloc, calloc, realloc, aligned, free };
  Kind kind;
  std::size_t bytes;  // asked for; 0 for free
  void* old_block;    // given to realloc or free
  void* block;        // returned
};

/// One log for the process, which has one thread. Holds the first million events after start; the totals go
/// on.
class AllocationLog {
 public:
  static void start();
  static void stop();
  [[nodiscard]] static std::span<const AllocationEvent> events();
  [[nodiscard]] static std::uint64_t count(AllocationEvent::Kind kind);
  /// Calls of malloc and realloc that asked for exactly that many bytes.
  [[nodiscard]] static std::uint64_t requests_of(std::size_t bytes);
  /// Blocks allocated since the start and not freed.
  [[nodiscard]] static std::int64_t live();

  /// The request number `request` after the next start (0 the first) gets nullptr; -1 none.
  static void fail_request(std::int64_t request);
};

}  // namespace allocscale::kernels
