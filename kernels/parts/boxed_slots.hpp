// A slot that is a pointer to a heap object: what a CPython list and dict hold.
#pragma once

#include <cstddef>

#include "kernels/parts/memory.hpp"
#include "kernels/parts/reference_counts.hpp"

namespace allocscale::kernels::parts {

/// How a list or dict makes, copies and lets go of its elements. M: where objects come from; Element: Int or
/// Float; Counts: Counted or Uncounted.
template <Memory M, class Element, class Counts = Counted>
struct BoxedSlots {
  using Memory = M;
  using Item = typename Element::Object*;
  using Value = typename Element::Value;

  static constexpr std::size_t element_bytes = Element::bytes;   // of one heap object, as asked for
  static constexpr bool freed_by_last_holder = !Counts::counts;  // and not by the count
  static constexpr bool counts = Counts::counts;

  /// A new reference, to a new object or to the shared one of that value.
  static Item make(M& memory, Value value) {
    if (Element::is_shared(value)) {
      const Item object = Element::shared(value);
      Counts::retain(object);
      return object;
    }
    const Item object = static_cast<Item>(memory.take_element(Element::bytes));
    Element::construct(object, value);
    return object;
  }

  static Value value(Item item) { return Element::value(item); }
  static void retain(Item item) { Counts::retain(item); }
  static void release(M& memory, Item item) {
    if (Counts::release(item)) memory.give_element(item, Element::bytes);
  }
  /// The holder is the last one: without counts, this is where the object is freed.
  static void release_last(M& memory, Item item) {
    if constexpr (Counts::counts) {
      release(memory, item);
    } else if (!Element::is_shared(value(item))) {
      memory.give_element(item, Element::bytes);
    }
  }

  /// `count` slots copied, with a count write to each element, as CPython does it: one by one, in order.
  static void copy(Item* to, const Item* from, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      const Item item = from[i];
      retain(item);
      to[i] = item;
    }
  }

  /// From the last element to the first, as list_dealloc does.
  static void release_all(M& memory, const Item* items, std::size_t count) {
    while (count > 0) release(memory, items[--count]);
  }
  static void release_all_last(M& memory, const Item* items, std::size_t count) {
    while (count > 0) release_last(memory, items[--count]);
  }
};

}  // namespace allocscale::kernels::parts
