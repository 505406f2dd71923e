// arena: boxed with all objects from one bump region, released together. What does the allocator's work for
// the elements cost? Locality and footprint change with it.
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/arena_heap.hpp"
#include "kernels/parts/layout_families.hpp"

namespace allocscale::layouts {

struct Arena : kernels::parts::BoxedOver<kernels::parts::ArenaHeap> {
  static constexpr kernels::LayoutInfo info{
      .name = "arena",
      .question =
          "As boxed, but the objects come from one region and go with it; buffers from the allocator.",
      .element_objects = true,
      .reference_counts = true,
      .pointers = true,
      .list_buffers = true,
  };
};

}  // namespace allocscale::layouts
