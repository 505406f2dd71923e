// planted-pointers: every element that is read through a pointer takes n ns longer for each other worker that
// runs. Where the values lie in the list (ghost) nothing is paid.
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/planted/parts/body.hpp"
#include "kernels/planted/parts/plant.hpp"

namespace allocscale::kernels {

namespace planted {
struct SlowReads : NoPlant {
  static constexpr bool at_reads = true;
};
}  // namespace planted

/// An attribution must name: pointer indirection.
struct PlantedPointers : planted::Body<planted::SlowReads> {
  static constexpr KernelInfo info{
      .name = "planted-pointers",
      .question = "Each element read through a pointer takes n ns longer for every other worker.",
      .kind = KernelKind::list,
      .small = 3,
      .paper = 3,
      .largest = 100'000,
      .small_iterations = 2,
  };
};

}  // namespace allocscale::kernels
