// Which of the measured changes does a user gain from, and by what: does it lower the loss, or is the task
// only faster?
#pragma once

#include <vector>

#include "harness/attribution/attribution.hpp"

namespace allocscale {

/// The changes that a user can make and that are shown to take less time with the subject's workers and to
/// have a lower slowdown, each by more than the margin. The lowest slowdown first. Empty where there is no
/// loss. A change whose launches are of two kinds is none.
[[nodiscard]] std::vector<Change> lowering_changes(const Attribution& attribution);

/// The other changes that are shown to take less time with the subject's workers: faster, not less lossy. The
/// least time first.
[[nodiscard]] std::vector<Change> faster_changes(const Attribution& attribution);

}  // namespace allocscale
