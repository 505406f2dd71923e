// ghost: the allocations of boxed, the accesses of contiguous. What does following pointers cost, when the
// allocator works as before?
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/heap.hpp"
#include "kernels/parts/layout_families.hpp"

namespace allocscale::layouts {

struct Ghost : kernels::parts::GhostOver<kernels::parts::Heap> {
  static constexpr kernels::LayoutInfo info{
      .name = "ghost",
      .question = "Heap objects made and freed as in boxed, which nobody reads: the list holds the values.",
      .element_objects = true,
      .list_buffers = true,
      .takes_away = kernels::Removal{kernels::Suspect::indirection, "boxed"},
  };
};

}  // namespace allocscale::layouts
