// shuffled: boxed with its objects in a random order of addresses. What is the order worth in which an
// allocator places them? The objects are allocated and shuffled in the build phase.
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/layout_families.hpp"
#include "kernels/parts/shuffled_heap.hpp"

namespace allocscale::layouts {

struct Shuffled : kernels::parts::BoxedOver<kernels::parts::ShuffledHeap> {
  static constexpr kernels::LayoutInfo info{
      .name = "shuffled",
      .question = "As boxed, but the objects lie in a seeded random order: every access jumps in memory.",
      .element_objects = true,
      .reference_counts = true,
      .pointers = true,
      .list_buffers = true,
      .scattered = true,
  };
};

}  // namespace allocscale::layouts
