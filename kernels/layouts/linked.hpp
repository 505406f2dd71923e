// linked: a heap node for every element, which knows the next. What if every access waits for the one before?
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/heap.hpp"
#include "kernels/parts/linked_list.hpp"

namespace allocscale::layouts {

struct Linked {
  static constexpr kernels::LayoutInfo info{
      .name = "linked",
      .question = "A heap node with its value for every element, pointing to the next: no buffer, no count.",
      .element_objects = true,
      .pointers = true,
  };
  using Memory = kernels::parts::Heap;
  template <class Element>
  using List = kernels::parts::LinkedList<Memory, Element>;
};

}  // namespace allocscale::layouts
