// pyboxed: the list of an ordinary CPython, whose objects never reach the allocator. What is left for an
// allocator to change, when it sees only the buffers above 512 bytes?
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/boxed_slots.hpp"
#include "kernels/parts/dict.hpp"
#include "kernels/parts/int_element.hpp"
#include "kernels/parts/list.hpp"
#include "kernels/parts/pymalloc.hpp"

namespace allocscale::layouts {

struct Pyboxed {
  static constexpr kernels::LayoutInfo info{
      .name = "pyboxed",
      .question =
          "As boxed, with CPython 3.11's own pools up to 512 bytes; larger buffers from the allocator.",
  };
  using Memory = kernels::parts::PyMalloc;
  template <class Element>
  using List = kernels::parts::List<kernels::parts::BoxedSlots<Memory, Element>>;
  using Dict = kernels::parts::Dict<kernels::parts::BoxedSlots<Memory, kernels::parts::Int>>;
};

}  // namespace allocscale::layouts
