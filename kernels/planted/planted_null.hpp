// planted-null: the body of the planted kernels and no plant. Does the instrument find a loss where none was
// put?
#pragma once

#include "kernels/contract/contract.hpp"
#include "kernels/planted/parts/body.hpp"
#include "kernels/planted/parts/plant.hpp"

namespace allocscale::kernels {

/// An attribution must find no loss.
struct PlantedNull : planted::Body<planted::NoPlant> {
  static constexpr KernelInfo info{
      .name = "planted-null",
      .question = "The planted kernels' task without a plant: no loss is to be found.",
      .kind = KernelKind::list,
      .small = 1,
      .paper = 1,
      .largest = 1'000'000,
      .small_iterations = 2,
  };
};

}  // namespace allocscale::kernels
