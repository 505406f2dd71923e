// planted-faults: in every round two buffers are asked of the allocator, n pages of one are touched for each
// other worker that runs, and both are given back. An allocator that keeps them, and a replay, take no fault.
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
  static constexpr std::uint64_t buffers = paged_buffers;
  static constexpr std::size_t buffer_bytes = paged_buffer_bytes;

  struct Round {
    template <class Memory>
    void act(Memory& memory, std::uint64_t n, std::uint32_t others) {
      touch_pages(memory, n * others);
    }
  };
};
}  // namespace planted

/// An attribution must name: page-fault path.
struct PlantedFaults : planted::Body<planted::TouchedPages> {
  static constexpr KernelInfo info{
      .name = "planted-faults",
      .question = "Buffers taken and given back each round, n pages touched for every other worker.",
      .kind = KernelKind::list,
      .small = 6,
      .paper = 6,
      .largest = planted::most_pages,
      .small_iterations = 2,
  };
};

}  // namespace allocscale::kernels
