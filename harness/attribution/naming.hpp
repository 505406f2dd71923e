// The one cause that an attribution names. The self-test counts how often it is the planted one.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "harness/attribution/attribution.hpp"

namespace allocscale {

/// The causes that can be named, and the answers that name none.
enum class Named : std::size_t {
  no_loss,
  page_faults,
  allocator_work,
  reference_counts,
  indirection,
  bandwidth,
  machine,
  residual,
  several,  // two suspects share it, or it is not separable or not settled
};

inline constexpr std::array<std::string_view, 9> named_words = {
    "no loss",   "page-fault path", "allocator work", "reference-count writes",   "pointer indirection",
    "bandwidth", "machine",         "residual",       "several, or not separable"};

/// The cause as a word: "no loss", "machine".
[[nodiscard]] constexpr std::string_view named_word(Named named) {
  return named_words[static_cast<std::size_t>(named)];
}

/// The suspect as a cause.
[[nodiscard]] Named name_of(Suspect suspect);

/// The cause that the attribution names:
///   machine    other programs had its CPUs (verdict busy), or the machine's share leads the loss
///   no loss    there is no loss to attribute
///   bandwidth  the residual leads, and memory bandwidth was found to bind the task
///   residual   the residual leads, and is shown
///   a suspect  a component that stands for this suspect alone leads, and is shown to be a cause
///   several    otherwise: several parts lead (see leading.hpp), one is shared, contradicted or not settled
[[nodiscard]] Named name_cause(const Attribution& attribution);

}  // namespace allocscale
