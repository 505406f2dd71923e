// Finds a planted kernel for a made row or slope.
#pragma once

#include <algorithm>
#include <string_view>

#include "harness/selftest/planted_kernel.hpp"

namespace allocscale {

/// The planted kernel of this name, which must exist.
inline const PlantedKernel* planted_by_name(std::string_view name) {
  const auto kernels = planted_kernels();
  return &*std::find_if(kernels.begin(), kernels.end(),
                        [&](const PlantedKernel& kernel) { return kernel.name == name; });
}

}  // namespace allocscale
