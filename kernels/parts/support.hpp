// Which layouts can store what a kernel makes, and the reason to give where one cannot.
#pragma once

#include <string_view>

#include "kernels/parts/float_element.hpp"
#include "kernels/parts/int_element.hpp"

namespace allocscale::kernels::parts {

/// A layout that can store a list of Element: L::List<Element>, made from an L::Memory.
template <class L, class Element>
concept StoresLists = requires {
  typename L::Memory;
  typename L::template List<Element>;
};

/// A layout that can store a dict of ints: L::Dict, made from an L::Memory.
template <class L>
concept StoresDicts = requires {
  typename L::Memory;
  typename L::Dict;
};

/// A layout whose lists are joined by copying both.
template <class L, class Element>
concept ConcatenatesLists = StoresLists<L, Element> &&
    requires(const typename L::template List<Element> list) {
  list.concat(list);
};

/// A layout whose elements a program may hold beside their list: in a loop's variable, or in a table.
template <class L, class Element>
concept HoldsElements = StoresLists<L, Element> &&
    requires(typename L::template List<Element>::Slots::Item item) {
  L::template List<Element>::Slots::retain(item);
};

/// A layout whose slots can be those of a set.
template <class L>
concept StoresSets = HoldsElements<L, Int>;

/// A layout that can store a sequence of characters as CPython does: as one counted object. A sequence has no
/// elements, so a layout that changes only where elements come from would change nothing.
template <class L>
concept StoresText = StoresLists<L, Int> && L::template List<Int>::Slots::counts && !requires {
  L::Memory::elements_only;
};

/// For kernels that make a list of Element.
template <class L, class Element>
constexpr std::string_view needs_list() {
  return StoresLists<L, Element> ? "" : "the kernel makes a list and the layout stores none";
}

/// For kernels that hold the elements of a list of Element one after the other.
template <class L, class Element>
constexpr std::string_view needs_held_elements() {
  if (StoresLists<L, Element> && !HoldsElements<L, Element>)
    return "the kernel holds each element beside its list, and a linked node belongs to one list";
  return needs_list<L, Element>();
}

/// For kernels that make a dict.
template <class L>
constexpr std::string_view needs_dict() {
  return StoresDicts<L> ? "" : "the kernel makes a dict and the layout stores none";
}

/// For kernels that concatenate lists of Element.
template <class L, class Element>
constexpr std::string_view needs_concatenation() {
  if (StoresLists<L, Element> && !ConcatenatesLists<L, Element>)
    return "the kernel copies both lists to join them, and a linked list is joined without a copy";
  return needs_list<L, Element>();
}

/// For kernels that make a set.
template <class L>
constexpr std::string_view needs_set() {
  if (StoresLists<L, Int> && !StoresSets<L>)
    return "the kernel makes a set, and a linked node belongs to one list";
  return StoresSets<L> ? "" : "the kernel makes a set and the layout stores none";
}

/// For kernels that make a sequence of characters.
template <class L>
constexpr std::string_view needs_text() {
  if (StoresLists<L, Int> && !StoresText<L>)
    return "characters are no objects, and the layout differs from boxed in its objects only";
  return StoresText<L> ? "" : "the kernel makes a sequence and the layout stores none";
}

}  // namespace allocscale::kernels::parts
