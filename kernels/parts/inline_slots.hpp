// A slot that is the value itself: no object, no count, no pointer to follow.
#pragma once

#include <cstddef>
#include <cstring>

#include "kernels/parts/memory.hpp"

namespace allocscale::kernels::parts {

/// The same interface as BoxedSlots, with nothing to make and nothing to let go of.
template <Memory M, class Element>
struct InlineSlots {
  using Memory = M;
  using Value = typename Element::Value;
  using Item = Value;

  static constexpr std::size_t element_bytes = 0;  // no heap object
  static constexpr bool freed_by_last_holder = false;

  static Item make(M&, Value value) { return value; }
  static Value value(Item item) { return item; }
  static void retain(Item) {}
  static void release(M&, Item) {}
  static void release_last(M&, Item) {}

  static void copy(Item* to, const Item* from, std::size_t count) {
    if (count > 0) std::memcpy(to, from, count * sizeof(Item));
  }
  static void release_all(M&, const Item*, std::size_t) {}
  static void release_all_last(M&, const Item*, std::size_t) {}
};

}  // namespace allocscale::kernels::parts
