// replay: boxed without its allocator. What do allocating and freeing cost, page faults included? Every
// object and buffer lies where a rehearsal with the same allocator had it, and nobody allocates.
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/layout_families.hpp"
#include "kernels/parts/recorded_heap.hpp"
#include "kernels/parts/replayed_heap.hpp"

namespace allocscale::layouts {

struct Replay : kernels::parts::BoxedOver<kernels::parts::ReplayedHeap> {
  static constexpr kernels::LayoutInfo info{
      .name = "replay",
      .question =
          "As boxed at the addresses of a rehearsal, in pages "
          "that are there: no allocator call, no page fault.",
      .element_objects = true,
      .reference_counts = true,
      .pointers = true,
      .list_buffers = true,
      .takes_away = kernels::Removal{kernels::Suspect::allocator_work, "boxed"},
  };
  using Rehearsal = kernels::parts::BoxedOver<kernels::parts::RecordedHeap>;
};

}  // namespace allocscale::layouts
