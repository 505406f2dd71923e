// A store that never was: small, the same on every machine, and with one of everything that a report must
// show.
#pragma once

#include "harness/model/dataset.hpp"

namespace allocscale {

/// Two CPUs. concat of 20,000: losses, ties, a twin, flags. copy of 1,000,000, cold: a skipped, a wrong and a
/// crashing allocator, lost partners, four workers on two CPUs. sleep of 1,000: six blocks. One block that
/// was run again, one stop check.
[[nodiscard]] Dataset synthetic_dataset();

}  // namespace allocscale
