// `allocscale run cliffs`: where does each allocator begin to give memory back? An experiment without trials:
// page faults are counted, no time is measured.
#pragma once

#include <cstdint>

#include "harness/base/places.hpp"
#include "harness/cli/run_command.hpp"

namespace allocscale {

/// Its name among the experiments.
inline constexpr const char* cliffs_experiment = "cliffs";

/// Its question, and how it is answered; the first line stands for it in lists.
[[nodiscard]] const char* cliffs_question();

/// Probes each allocator of --alloc (all when not given) that the store has no map of for this machine,
/// library and largest size, stores what is found and prints the map. Returns the exit status: 0, or 1 when
/// nothing could be probed. Throws RequestError, before anything is run, for a choice that has no
/// meaning here.
[[nodiscard]] int map_cliffs(const RunRequest& request, const Places& places);

}  // namespace allocscale
