// Which kernels run under which layouts, and how they say why not.
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

/// For kernels that make a list of Element.
template <class L, class Element>
constexpr std::string_view needs_list() {
  return StoresLists<L, Element> ? "" : "the kernel makes a list and the layout stores none";
}

/// For kernels that make a dict.
template <class L>
constexpr std::string_view needs_dict() {
  return StoresDicts<L> ? "" : "the kernel makes a dict and the layout stores none";
}

/// For controls and probes: only a layout that stores nothing.
template <class L>
constexpr std::string_view needs_no_list() {
  return StoresLists<L, Int> || StoresLists<L, Float>
             ? "the kernel makes no list: it runs under the layout none only"
             : "";
}

}  // namespace allocscale::kernels::parts
