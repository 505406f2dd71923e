// Which one word does an attribution come to? What a reader takes away, and a confusion matrix counts.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "harness/attribution/attribution.hpp"

namespace allocscale {

enum class Named : std::size_t {
  no_loss,
  page_faults,
  allocator_work,
  reference_counts,
  indirection,
  bandwidth,
  machine,
  residual,
  several,  // shared between suspects, not separable, or not settled
};

inline constexpr std::array<std::string_view, 9> named_words = {
    "no loss",   "page-fault path", "allocator work", "reference-count writes",   "pointer indirection",
    "bandwidth", "machine",         "residual",       "several, or not separable"};

[[nodiscard]] constexpr std::string_view named_word(Named named) {
  return named_words[static_cast<std::size_t>(named)];
}

[[nodiscard]] Named name_of(Suspect suspect);

/// In this order: no loss where there is none to attribute; the machine where the interval of what `compute`
/// itself loses lies above 0 and it is at least half of the loss; where the residual exceeds every component,
/// bandwidth where that was found to bind the task, the residual where its joint interval lies above 0; the
/// largest component's suspect where it is shown to be a cause; several where it stands for two suspects, is
/// shared or is not settled.
[[nodiscard]] Named name_cause(const Attribution& attribution);

}  // namespace allocscale
