// dummy-layout: an array of values under another name. Is a layout one new file?
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/parts/heap.hpp"
#include "kernels/parts/layout_families.hpp"

namespace allocscale::layouts {

struct DummyLayout : kernels::parts::ContiguousOver<kernels::parts::Heap> {
  static constexpr kernels::LayoutInfo info{
      .name = "dummy-layout",
      .question = "The values themselves, as in contiguous.",
  };
};

}  // namespace allocscale::layouts
