// replay+ghost: ghost without its allocator. What is left when neither the allocator works nor a pointer is
// followed, and the same objects are written where they were?
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/dict.hpp"
#include "kernels/parts/ghost_slots.hpp"
#include "kernels/parts/int_element.hpp"
#include "kernels/parts/list.hpp"
#include "kernels/parts/recorded_heap.hpp"
#include "kernels/parts/replayed_heap.hpp"

namespace allocscale::layouts {

template <kernels::parts::Memory M>
struct ReplayGhostOver {
  using Memory = kernels::parts::GhostMemory<M>;
  template <class Element>
  using List = kernels::parts::List<kernels::parts::GhostSlots<M, Element>>;
  using Dict = kernels::parts::Dict<kernels::parts::GhostSlots<M, kernels::parts::Int>>;
};

struct ReplayGhost : ReplayGhostOver<kernels::parts::ReplayedHeap> {
  static constexpr kernels::LayoutInfo info{
      .name = "replay+ghost",
      .question =
          "As ghost at the addresses of a rehearsal, in pages that are there: no allocator, no pointer.",
  };
  using Rehearsal = ReplayGhostOver<kernels::parts::RecordedHeap>;
};

}  // namespace allocscale::layouts
