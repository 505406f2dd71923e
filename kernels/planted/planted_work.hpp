// planted-work: every request to an allocator takes n ns longer for each other worker that runs. Where
// nothing is asked of an allocator (replay) nothing is paid.
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/planted/parts/body.hpp"
#include "kernels/planted/parts/plant.hpp"

namespace allocscale::kernels {

namespace planted {
struct SlowRequests : NoPlant {
  static constexpr bool at_requests = true;
};
}  // namespace planted

/// An attribution must name: allocator work.
struct PlantedWork : planted::Body<planted::SlowRequests> {
  static constexpr KernelInfo info{
      .name = "planted-work",
      .question = "Each request to an allocator takes n ns longer for every other worker.",
      .kind = KernelKind::list,
      .small = 22,
      .paper = 22,
      .largest = 100'000,
      .small_iterations = 2,
  };
};

}  // namespace allocscale::kernels
