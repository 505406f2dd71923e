// none: no list at all, for controls and probes.
#pragma once

#include "kernels/contract/contract.hpp"

namespace allocscale::layouts {

struct None {
  static constexpr kernels::LayoutInfo info{
      .name = "none",
      .question = "No list: for the controls, and for the probes of one machine resource.",
  };
};

}  // namespace allocscale::layouts
