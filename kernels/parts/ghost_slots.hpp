// A slot that is the value, beside a heap object that nobody looks at: the allocator's work without the
// pointer, the count and the access.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/parts/inline_slots.hpp"
#include "kernels/parts/memory.hpp"

namespace allocscale::kernels::parts {

/// Any Memory, which also knows the ghosts alive: each object holds the address of the one made before it, so
/// that they need no room elsewhere.
template <Memory M>
struct GhostMemory : M {
  void* newest_ghost = nullptr;
};

/// Makes and frees an object for every element when BoxedSlots without counts would, and writes it as that
/// does, so that the same pages are touched. Objects are freed from the newest to the oldest: in lists that
/// is the order of `boxed`.
template <Memory M, class Element>
struct GhostSlots : InlineSlots<GhostMemory<M>, Element> {
  using Memory = GhostMemory<M>;
  using Value = typename Element::Value;
  using Item = Value;

  static constexpr std::size_t element_bytes = Element::bytes;
  static constexpr bool freed_by_last_holder = true;

  static Item make(Memory& memory, Value value) {
    if (Element::is_shared(value)) return value;
    auto* object = static_cast<typename Element::Object*>(memory.take_element(Element::bytes));
    Element::construct(object, value);
    object->references = reinterpret_cast<std::intptr_t>(memory.newest_ghost);
    memory.newest_ghost = object;
    return value;
  }
  static void release_last(Memory& memory, Item value) {
    // A Memory that keeps what is given back does not need the address: no ghost is read.
    if constexpr (requires { M::keeps_what_is_given; }) return;
    if (Element::is_shared(value)) return;
    auto* object = static_cast<typename Element::Object*>(memory.newest_ghost);
    memory.newest_ghost = reinterpret_cast<void*>(static_cast<std::intptr_t>(object->references));
    memory.give_element(object, Element::bytes);
  }
  static void release_all_last(Memory& memory, const Item* items, std::size_t count) {
    while (count > 0) release_last(memory, items[--count]);
  }
};

}  // namespace allocscale::kernels::parts
