// arena: boxed with all objects from one bump region, released together. What does the allocator's work for
// the elements cost? Locality and footprint change with it.
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/arena_heap.hpp"
#include "kernels/parts/boxed_slots.hpp"
#include "kernels/parts/dict.hpp"
#include "kernels/parts/int_element.hpp"
#include "kernels/parts/list.hpp"

namespace allocscale::layouts {

struct Arena {
  static constexpr kernels::LayoutInfo info{
      .name = "arena",
      .question =
          "As boxed, but the objects come from one region and go with it; buffers from the allocator.",
  };
  using Memory = kernels::parts::ArenaHeap;
  template <class Element>
  using List = kernels::parts::List<kernels::parts::BoxedSlots<Memory, Element>>;
  using Dict = kernels::parts::Dict<kernels::parts::BoxedSlots<Memory, kernels::parts::Int>>;
};

}  // namespace allocscale::layouts
