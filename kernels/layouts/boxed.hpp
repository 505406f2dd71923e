// boxed: the CPython list. What do heap objects, pointers and reference counts cost together?
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/boxed_slots.hpp"
#include "kernels/parts/dict.hpp"
#include "kernels/parts/heap.hpp"
#include "kernels/parts/int_element.hpp"
#include "kernels/parts/list.hpp"

namespace allocscale::layouts {

struct Boxed {
  static constexpr kernels::LayoutInfo info{
      .name = "boxed",
      .question =
          "A heap object for every element, an array of pointers and reference counts, as in CPython.",
  };
  using Memory = kernels::parts::Heap;
  template <class Element>
  using List = kernels::parts::List<kernels::parts::BoxedSlots<Memory, Element>>;
  using Dict = kernels::parts::Dict<kernels::parts::BoxedSlots<Memory, kernels::parts::Int>>;
};

}  // namespace allocscale::layouts
