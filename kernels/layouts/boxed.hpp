// boxed: the CPython list. What do heap objects, pointers and reference counts cost together?
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/heap.hpp"
#include "kernels/parts/layout_families.hpp"

namespace allocscale::layouts {

struct Boxed : kernels::parts::BoxedOver<kernels::parts::Heap> {
  static constexpr kernels::LayoutInfo info{
      .name = "boxed",
      .question =
          "A heap object for every element, an array of pointers and reference counts, as in CPython.",
      .element_objects = true,
      .reference_counts = true,
      .pointers = true,
      .list_buffers = true,
      .usual = true,
  };
};

}  // namespace allocscale::layouts
