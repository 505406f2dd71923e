// shuffled: boxed with its objects in a random order of addresses. What is the order worth, in which an
// allocator happens to place them? The objects are allocated and shuffled in the build phase.
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/boxed_slots.hpp"
#include "kernels/parts/dict.hpp"
#include "kernels/parts/int_element.hpp"
#include "kernels/parts/list.hpp"
#include "kernels/parts/shuffled_heap.hpp"

namespace allocscale::layouts {

struct Shuffled {
  static constexpr kernels::LayoutInfo info{
      .name = "shuffled",
      .question = "As boxed, but the objects lie in a seeded random order: every access jumps in memory.",
  };
  using Memory = kernels::parts::ShuffledHeap;
  template <class Element>
  using List = kernels::parts::List<kernels::parts::BoxedSlots<Memory, Element>>;
  using Dict = kernels::parts::Dict<kernels::parts::BoxedSlots<Memory, kernels::parts::Int>>;
};

}  // namespace allocscale::layouts
