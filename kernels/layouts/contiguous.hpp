// contiguous: an array of values. What is left when elements are neither allocated, counted nor pointed to?
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/heap.hpp"
#include "kernels/parts/layout_families.hpp"

namespace allocscale::layouts {

struct Contiguous : kernels::parts::ContiguousOver<kernels::parts::Heap> {
  static constexpr kernels::LayoutInfo info{
      .name = "contiguous",
      .question = "The values themselves in the list's buffer: no element allocation, no pointer, no count.",
      .list_buffers = true,
  };
};

}  // namespace allocscale::layouts
