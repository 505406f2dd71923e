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

/// The cause that the attribution names; the first of these that applies:
///   no loss    there is no loss to attribute
///   machine    the interval of the machine's own loss lies above 0, and this loss is at least half of the
///   loss bandwidth  the residual exceeds every component, and memory bandwidth was found to bind the task
///   residual   the residual exceeds every component, and its joint interval lies above 0
///   a suspect  the largest component stands for this suspect alone and is shown to be a cause
///   several    otherwise
[[nodiscard]] Named name_cause(const Attribution& attribution);

}  // namespace allocscale
