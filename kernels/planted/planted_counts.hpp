// planted-counts: every reference that is taken takes n ns longer for each other worker that runs. Where no
// count is written (immortal, ghost) nothing is paid.
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/planted/parts/body.hpp"
#include "kernels/planted/parts/plant.hpp"

namespace allocscale::kernels {

namespace planted {
struct SlowCounts : NoPlant {
  static constexpr bool at_counts = true;
};
}  // namespace planted

/// An attribution must name: reference-count writes.
struct PlantedCounts : planted::Body<planted::SlowCounts> {
  static constexpr KernelInfo info{
      .name = "planted-counts",
      .question = "Each reference that is counted takes n ns longer for every other worker.",
      .kind = KernelKind::list,
      .small = 3,
      .paper = 3,
      .largest = 100'000,
      .small_iterations = 2,
  };
};

}  // namespace allocscale::kernels
