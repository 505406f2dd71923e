// immortal: boxed without its count writes, as the immortal objects of CPython 3.12. What do the reference
// counts cost, when copies and drops visit every element as before and write to none?
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/heap.hpp"
#include "kernels/parts/layout_families.hpp"

namespace allocscale::layouts {

struct Immortal : kernels::parts::ImmortalOver<kernels::parts::Heap> {
  static constexpr kernels::LayoutInfo info{
      .name = "immortal",
      .question = "Heap objects and pointers as in boxed; counts are read and never written.",
      .element_objects = true,
      .pointers = true,
      .list_buffers = true,
      .takes_away = kernels::Removal{kernels::Suspect::reference_counts, "boxed"},
  };
};

}  // namespace allocscale::layouts
