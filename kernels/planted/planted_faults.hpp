// planted-faults: in every round a large buffer is asked of the allocator, n of its pages are touched for
// each other worker that runs, and it is given back. An allocator that keeps it, and a replay, take no fault.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/contract/contract.hpp"
#include "kernels/planted/parts/body.hpp"
#include "kernels/planted/parts/page_touches.hpp"
#include "kernels/planted/parts/plant.hpp"

namespace allocscale::kernels {

namespace planted {
struct TouchedPages : NoPlant {
  static constexpr std::size_t request_bytes = paged_buffer_bytes;

  struct Round {
    template <class Memory>
    void act(Memory& memory, std::uint64_t n, std::uint32_t others) {
      touch_pages(memory, n * others);
    }
  };
};
}  // namespace planted

/// To be named: page-fault path.
struct PlantedFaults : planted::Body<planted::TouchedPages> {
  static constexpr KernelInfo info{
      .name = "planted-faults",
      .question = "A large buffer each round, n of whose pages are touched for every other worker.",
      .kind = KernelKind::list,
      .small = 6,
      .paper = 6,
      .largest = planted::most_pages,
      .small_iterations = 2,
  };
};

}  // namespace allocscale::kernels
