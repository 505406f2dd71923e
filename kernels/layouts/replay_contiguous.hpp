// replay+contiguous: contiguous without its allocator. What do the buffers of plain values cost to have, when
// they are moved as before and lie where they lay?
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/dict.hpp"
#include "kernels/parts/inline_slots.hpp"
#include "kernels/parts/int_element.hpp"
#include "kernels/parts/list.hpp"
#include "kernels/parts/recorded_heap.hpp"
#include "kernels/parts/replayed_heap.hpp"

namespace allocscale::layouts {

template <kernels::parts::Memory M>
struct ReplayContiguousOver {
  using Memory = M;
  template <class Element>
  using List = kernels::parts::List<kernels::parts::InlineSlots<Memory, Element>>;
  using Dict = kernels::parts::Dict<kernels::parts::InlineSlots<Memory, kernels::parts::Int>>;
};

struct ReplayContiguous : ReplayContiguousOver<kernels::parts::ReplayedHeap> {
  static constexpr kernels::LayoutInfo info{
      .name = "replay+contiguous",
      .question = "As contiguous at the addresses of a rehearsal, in pages that are there: no allocator.",
  };
  using Rehearsal = ReplayContiguousOver<kernels::parts::RecordedHeap>;
};

}  // namespace allocscale::layouts
