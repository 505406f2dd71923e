// replay+contiguous: contiguous without its allocator. What does it cost to allocate and free the buffers of
// plain values? The values are copied as before, between the addresses of a rehearsal.
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/layout_families.hpp"
#include "kernels/parts/recorded_heap.hpp"
#include "kernels/parts/replayed_heap.hpp"

namespace allocscale::layouts {

struct ReplayContiguous : kernels::parts::ContiguousOver<kernels::parts::ReplayedHeap> {
  static constexpr kernels::LayoutInfo info{
      .name = "replay+contiguous",
      .question = "As contiguous at the addresses of a rehearsal, in pages that are there: no allocator.",
      .list_buffers = true,
      .takes_away = kernels::Removal{kernels::Suspect::allocator_work, "contiguous"},
  };
  using Rehearsal = kernels::parts::ContiguousOver<kernels::parts::RecordedHeap>;
};

}  // namespace allocscale::layouts
