// What a campaign is stored under: by what a later call knows it again.
#pragma once

#include <cstdint>
#include <optional>

#include "harness/conduct/conduct.hpp"
#include "harness/model/machine.hpp"

namespace allocscale {

/// `seed` of the random order; drawn when absent.
[[nodiscard]] RunHead head_of(const Campaign& campaign, const Machine& machine,
                              std::optional<std::uint64_t> seed, const AskDemand& ask);

}  // namespace allocscale
