// replay+ghost: ghost without its allocator. What is left when no allocator works and no pointer is followed,
// while the same objects are written at the addresses of a rehearsal?
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/layout_families.hpp"
#include "kernels/parts/recorded_heap.hpp"
#include "kernels/parts/replayed_heap.hpp"

namespace allocscale::layouts {

struct ReplayGhost : kernels::parts::GhostOver<kernels::parts::ReplayedHeap> {
  static constexpr kernels::LayoutInfo info{
      .name = "replay+ghost",
      .question =
          "As ghost at the addresses of a rehearsal, in pages that are there: no allocator, no pointer.",
      .element_objects = true,
      .list_buffers = true,
      .takes_away = kernels::Removal{kernels::Suspect::allocator_work, "ghost"},
  };
  using Rehearsal = kernels::parts::GhostOver<kernels::parts::RecordedHeap>;
};

}  // namespace allocscale::layouts
