// dummy-uncounted: pyboxed without its count writes. Is a layout that takes a suspect away one new file?
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/layout_families.hpp"
#include "kernels/parts/pymalloc.hpp"

namespace allocscale::layouts {

struct DummyUncounted : kernels::parts::ImmortalOver<kernels::parts::PyMalloc> {
  static constexpr kernels::LayoutInfo info{
      .name = "dummy-uncounted",
      .question = "As pyboxed, with counts that are never written.",
      .element_objects = true,
      .pointers = true,
      .list_buffers = true,
      .takes_away = kernels::Removal{kernels::Suspect::reference_counts, "pyboxed"},
  };
};

}  // namespace allocscale::layouts
