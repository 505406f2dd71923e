// pyboxed: the list of an ordinary CPython, whose objects never reach the allocator. What is left for an
// allocator to change, when it sees only the buffers above 512 bytes?
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/layout_families.hpp"
#include "kernels/parts/pymalloc.hpp"

namespace allocscale::layouts {

struct Pyboxed : kernels::parts::BoxedOver<kernels::parts::PyMalloc> {
  static constexpr kernels::LayoutInfo info{
      .name = "pyboxed",
      .question =
          "As boxed, with CPython 3.11's own pools up to 512 bytes; larger buffers from the allocator.",
      .element_objects = true,
      .reference_counts = true,
      .pointers = true,
      .list_buffers = true,
  };
};

}  // namespace allocscale::layouts
