// planted-tax: every round takes n ns longer, alone and together. A cost that does not grow with the workers
// is no loss of scaling.
#pragma once

#include <cstdint>

#include "kernels/contract/contract.hpp"
#include "kernels/planted/parts/body.hpp"
#include "kernels/planted/parts/plant.hpp"

namespace allocscale::kernels {

namespace planted {
struct FlatTax : NoPlant {
  struct Round {
    template <class Memory>
    void act(Memory&, std::uint64_t n, std::uint32_t) {
      toll.owe(n);
    }
  };
};
}  // namespace planted

/// An attribution must find no loss.
struct PlantedTax : planted::Body<planted::FlatTax> {
  static constexpr KernelInfo info{
      .name = "planted-tax",
      .question = "Each round takes n ns longer, however many workers there are: a cost and no loss.",
      .kind = KernelKind::list,
      .small = 6'000,
      .paper = 6'000,
      .largest = 10'000'000,
      .small_iterations = 2,
  };
};

}  // namespace allocscale::kernels
