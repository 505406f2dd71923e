// immortal: boxed without its count writes, as the immortal objects of CPython 3.12. What do the reference
// counts cost, when copies and drops visit every element as before and write to none?
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/boxed_slots.hpp"
#include "kernels/parts/dict.hpp"
#include "kernels/parts/heap.hpp"
#include "kernels/parts/int_element.hpp"
#include "kernels/parts/list.hpp"

namespace allocscale::layouts {

struct Immortal {
  static constexpr kernels::LayoutInfo info{
      .name = "immortal",
      .question = "Heap objects and pointers as in boxed; counts are read and never written.",
  };
  using Memory = kernels::parts::Heap;
  template <class Element>
  using List = kernels::parts::List<kernels::parts::BoxedSlots<Memory, Element, kernels::parts::Uncounted>>;
  using Dict = kernels::parts::Dict<
      kernels::parts::BoxedSlots<Memory, kernels::parts::Int, kernels::parts::Uncounted>>;
};

}  // namespace allocscale::layouts
