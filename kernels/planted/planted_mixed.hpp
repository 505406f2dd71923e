// planted-mixed: planted-work and planted-faults in one. Two causes are to be told apart, each with its
// share.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/contract/contract.hpp"
#include "kernels/planted/parts/body.hpp"
#include "kernels/planted/parts/page_touches.hpp"
#include "kernels/planted/parts/plant.hpp"

namespace allocscale::kernels {

namespace planted {
/// The dose is that of planted-work; the pages beside it, as many as a dose of planted-faults has, take about
/// as long: what they cost is not in proportion to their number, as the first of a round costs more.
struct SlowRequestsAndTouchedPages : NoPlant {
  static constexpr bool at_requests = true;
  static constexpr std::uint64_t buffers = paged_buffers;
  static constexpr std::size_t buffer_bytes = paged_buffer_bytes;
  static constexpr std::uint64_t ns_per_page = 4;

  struct Round {
    template <class Memory>
    void act(Memory& memory, std::uint64_t n, std::uint32_t others) {
      touch_pages(memory, n / ns_per_page * others);
    }
  };
};
}  // namespace planted

/// An attribution must name: allocator work and page-fault path.
struct PlantedMixed : planted::Body<planted::SlowRequestsAndTouchedPages> {
  static constexpr KernelInfo info{
      .name = "planted-mixed",
      .question = "Each request takes n ns longer and n/4 pages are touched a round, for every other worker.",
      .kind = KernelKind::list,
      .small = 24,
      .paper = 24,
      .largest = 4 * planted::most_pages,
      .small_iterations = 2,
  };
};

}  // namespace allocscale::kernels
