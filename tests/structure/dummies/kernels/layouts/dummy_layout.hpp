// dummy-layout: an array of values under another name. Is a layout one new file?
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/dict.hpp"
#include "kernels/parts/heap.hpp"
#include "kernels/parts/inline_slots.hpp"
#include "kernels/parts/int_element.hpp"
#include "kernels/parts/list.hpp"

namespace allocscale::layouts {

struct DummyLayout {
  static constexpr kernels::LayoutInfo info{
      .name = "dummy-layout",
      .question = "The values themselves, as in contiguous.",
  };
  using Memory = kernels::parts::Heap;
  template <class Element>
  using List = kernels::parts::List<kernels::parts::InlineSlots<Memory, Element>>;
  using Dict = kernels::parts::Dict<kernels::parts::InlineSlots<Memory, kernels::parts::Int>>;
};

}  // namespace allocscale::layouts
