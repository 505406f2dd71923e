// replay+immortal: immortal without its allocator. What is left when neither the allocator works nor a count
// is written?
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/layout_families.hpp"
#include "kernels/parts/recorded_heap.hpp"
#include "kernels/parts/replayed_heap.hpp"

namespace allocscale::layouts {

struct ReplayImmortal : kernels::parts::ImmortalOver<kernels::parts::ReplayedHeap> {
  static constexpr kernels::LayoutInfo info{
      .name = "replay+immortal",
      .question =
          "As immortal at the addresses of a rehearsal, in pages that are there: no allocator, no count.",
      .element_objects = true,
      .pointers = true,
      .list_buffers = true,
      .takes_away = kernels::Removal{kernels::Suspect::allocator_work, "immortal"},
  };
  using Rehearsal = kernels::parts::ImmortalOver<kernels::parts::RecordedHeap>;
};

}  // namespace allocscale::layouts
