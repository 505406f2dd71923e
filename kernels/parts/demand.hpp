// How many objects and buffers a kernel makes under a layout, and how many of them it asks of the allocator.
// Kernels compute the Work and Footprint that they declare from this.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "kernels/parts/list_growth.hpp"

namespace allocscale::kernels::parts {

/// A Memory whose elements do not come from the allocator says so: `static constexpr bool pools_elements =
/// true`.
template <class M>
constexpr bool pools_elements() {
  if constexpr (requires { M::pools_elements; }) return M::pools_elements;
  return false;
}

/// A Memory whose buffers up to some size do not come from the allocator says up to which, in bytes:
/// `pooled_buffer_bytes`.
template <class M>
constexpr std::uint64_t pooled_buffer_bytes() {
  if constexpr (requires { M::pooled_buffer_bytes; }) return M::pooled_buffer_bytes;
  return 0;
}

/// Calls of the allocator for one buffer of that many bytes: none or one.
template <class M>
constexpr std::uint64_t buffer_calls(std::uint64_t bytes) {
  return bytes > pooled_buffer_bytes<M>() ? 1 : 0;
}

/// Bytes that a Memory keeps beside each element it was told to expect: `expected_element_bytes`.
template <class M>
constexpr std::uint64_t expected_element_bytes() {
  if constexpr (requires { M::expected_element_bytes; }) return M::expected_element_bytes;
  return 0;
}

/// Tells a Memory that prepares its elements beforehand how many the kernel will make; the others do nothing.
/// Belongs into build.
template <class Slots>
void expect_elements(typename Slots::Memory& memory, std::uint64_t objects) {
  if constexpr (Slots::element_bytes > 0 &&
                requires { memory.expect_elements(Slots::element_bytes, objects); })
    memory.expect_elements(Slots::element_bytes, objects);
}

/// Objects in a dict or set, by its Slots.
template <class Slots>
struct ElementDemand {
  using Memory = typename Slots::Memory;

  /// Objects for `unshared` elements that no shared object stands for.
  static constexpr std::uint64_t objects(std::uint64_t unshared) {
    return Slots::element_bytes > 0 ? unshared : 0;
  }
  /// Calls of the allocator for that many objects.
  static constexpr std::uint64_t calls(std::uint64_t objects) {
    return pools_elements<Memory>() ? 0 : objects;
  }
  /// Bytes kept beside that many objects.
  static constexpr std::uint64_t side_bytes(std::uint64_t objects) {
    return expected_element_bytes<Memory>() * objects;
  }
};

/// Objects and buffers of lists, by their type: List shares its elements with its copies, LinkedList owns a
/// node for each and has no buffer.
template <class List>
struct ListDemand {
  using Memory = typename List::Slots::Memory;
  using Elements = ElementDemand<typename List::Slots>;

  /// Objects for a list of `length` new values, of which `unshared` have no shared object.
  static constexpr std::uint64_t made(std::uint64_t length, std::uint64_t unshared) {
    return List::shares_elements ? Elements::objects(unshared) : length;
  }
  /// Objects for a copy of `length` elements.
  static constexpr std::uint64_t copied(std::uint64_t length) { return List::shares_elements ? 0 : length; }

  /// Visits of elements, as declared; a list that does not share its elements declares none.
  static constexpr std::optional<std::uint64_t> visits(std::uint64_t visits) {
    return List::shares_elements ? std::optional(visits) : std::nullopt;
  }

  /// Slots of a list grown to n by append; its reallocations are those that reach the allocator.
  static constexpr ListGrowth growth(std::uint64_t n) {
    if (!List::shares_elements) return {};
    return list_growth(n, pooled_buffer_bytes<Memory>() / slot_bytes);
  }
  /// Calls of the allocator for a list of exactly n slots.
  static constexpr std::uint64_t exact_calls(std::uint64_t n) {
    return List::shares_elements && n > 0 ? buffer_calls<Memory>(slot_bytes * n) : 0;
  }
  /// The same for one list each of 1 … n slots.
  static constexpr std::uint64_t exact_calls_up_to(std::uint64_t n) {
    constexpr std::uint64_t pooled = pooled_buffer_bytes<Memory>() / slot_bytes;
    return List::shares_elements && n > pooled ? n - pooled : 0;
  }
  /// Bytes asked for in those calls.
  static constexpr std::uint64_t exact_bytes(std::uint64_t n) { return exact_calls(n) * slot_bytes * n; }
  static constexpr std::uint64_t exact_bytes_up_to(std::uint64_t n) {
    constexpr std::uint64_t pooled = pooled_buffer_bytes<Memory>() / slot_bytes;
    if (!List::shares_elements || n <= pooled) return 0;
    return slot_bytes * (n * (n + 1) / 2 - pooled * (pooled + 1) / 2);
  }
  /// Bytes of a buffer of that many slots.
  static constexpr std::uint64_t bytes(std::uint64_t slots) {
    return List::shares_elements ? slot_bytes * slots : 0;
  }

 private:
  static constexpr std::uint64_t slot_bytes = 8;
};

}  // namespace allocscale::kernels::parts
