// replay: boxed without its allocator. What do allocating and freeing cost by themselves, page faults
// included, when every object and buffer lies where a rehearsal with the same allocator had it?
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/boxed_slots.hpp"
#include "kernels/parts/dict.hpp"
#include "kernels/parts/int_element.hpp"
#include "kernels/parts/list.hpp"
#include "kernels/parts/recorded_heap.hpp"
#include "kernels/parts/replayed_heap.hpp"

namespace allocscale::layouts {

template <kernels::parts::Memory M>
struct ReplayOver {
  using Memory = M;
  template <class Element>
  using List = kernels::parts::List<kernels::parts::BoxedSlots<Memory, Element>>;
  using Dict = kernels::parts::Dict<kernels::parts::BoxedSlots<Memory, kernels::parts::Int>>;
};

struct Replay : ReplayOver<kernels::parts::ReplayedHeap> {
  static constexpr kernels::LayoutInfo info{
      .name = "replay",
      .question =
          "As boxed at the addresses of a rehearsal, in pages "
          "that are there: no allocator call, no page fault.",
  };
  using Rehearsal = ReplayOver<kernels::parts::RecordedHeap>;
};

}  // namespace allocscale::layouts
