// ghost: the allocations of boxed, the accesses of contiguous. What does following pointers cost, when the
// allocator works as before?
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/dict.hpp"
#include "kernels/parts/ghost_slots.hpp"
#include "kernels/parts/heap.hpp"
#include "kernels/parts/int_element.hpp"
#include "kernels/parts/list.hpp"

namespace allocscale::layouts {

struct Ghost {
  static constexpr kernels::LayoutInfo info{
      .name = "ghost",
      .question = "Heap objects made and freed as in boxed, which nobody reads: the list holds the values.",
  };
  using Memory = kernels::parts::GhostMemory<kernels::parts::Heap>;
  template <class Element>
  using List = kernels::parts::List<kernels::parts::GhostSlots<kernels::parts::Heap, Element>>;
  using Dict = kernels::parts::Dict<kernels::parts::GhostSlots<kernels::parts::Heap, kernels::parts::Int>>;
};

}  // namespace allocscale::layouts
