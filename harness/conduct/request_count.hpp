// Counts what the tasks of a run's fidelity pairs ask of malloc. That does not depend on the allocator that
// serves them, so each task is launched once, alone, with the counting library in front of the C library's
// malloc.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "harness/base/places.hpp"
#include "harness/conduct/conduct.hpp"
#include "harness/model/fidelity.hpp"

namespace allocscale {

/// Launches the model, the program and both start-ups of every one of the campaign's pairs, each task once,
/// and returns what all processes of each launch asked for. Two pairs that share a task share its launch.
/// `say` gets a line on each task without counts: its launch failed, or wrote none. Throws Interrupted.
[[nodiscard]] std::vector<CountedLaunch> count_requests(const Campaign& campaign,
                                                        const std::vector<FidelityPair>& pairs,
                                                        const Places& places,
                                                        const std::function<void(const std::string&)>& say);

}  // namespace allocscale
