// contiguous: an array of values. What is left when elements are neither allocated, counted nor pointed to?
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/dict.hpp"
#include "kernels/parts/heap.hpp"
#include "kernels/parts/inline_slots.hpp"
#include "kernels/parts/int_element.hpp"
#include "kernels/parts/list.hpp"

namespace allocscale::layouts {

struct Contiguous {
  static constexpr kernels::LayoutInfo info{
      .name = "contiguous",
      .question = "The values themselves in the list's buffer: no element allocation, no pointer, no count.",
  };
  using Memory = kernels::parts::Heap;
  template <class Element>
  using List = kernels::parts::List<kernels::parts::InlineSlots<Memory, Element>>;
  using Dict = kernels::parts::Dict<kernels::parts::InlineSlots<Memory, kernels::parts::Int>>;
};

}  // namespace allocscale::layouts
