// replay+immortal: immortal without its allocator. What is left when neither the allocator works nor a count
// is written?
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
struct ReplayImmortalOver {
  using Memory = M;
  template <class Element>
  using List = kernels::parts::List<kernels::parts::BoxedSlots<Memory, Element, kernels::parts::Uncounted>>;
  using Dict = kernels::parts::Dict<
      kernels::parts::BoxedSlots<Memory, kernels::parts::Int, kernels::parts::Uncounted>>;
};

struct ReplayImmortal : ReplayImmortalOver<kernels::parts::ReplayedHeap> {
  static constexpr kernels::LayoutInfo info{
      .name = "replay+immortal",
      .question =
          "As immortal at the addresses of a rehearsal, in pages that are there: no allocator, no count.",
  };
  using Rehearsal = ReplayImmortalOver<kernels::parts::RecordedHeap>;
};

}  // namespace allocscale::layouts
