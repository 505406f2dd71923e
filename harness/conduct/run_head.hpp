// The run's identity and description, as stored; a later call matches the identity to continue the run.
#pragma once

#include <cstdint>
#include <optional>

#include "harness/conduct/conduct.hpp"
#include "harness/model/machine.hpp"

namespace allocscale {

/// The runner's build of its allocator, as stored with a run.
[[nodiscard]] AllocatorBuild build_of(const Runner& runner);

/// The head under which the campaign's trials are stored. `seed` gives the random order of its blocks and is
/// drawn where absent; `ask` gives the largest buffer of each cell whose runner is there.
[[nodiscard]] RunHead head_of(const Campaign& campaign, const Machine& machine,
                              std::optional<std::uint64_t> seed, const AskDemand& ask);

}  // namespace allocscale
