// Which comparisons of a campaign a shard has.
#pragma once

#include <string>

#include "harness/conduct/conduct.hpp"
#include "harness/plan/shard.hpp"

namespace allocscale {

/// How the campaign's plan is split. Controls, and the start-ups that fidelity pairs take away, stand beside
/// every shard. Times are those that kernels declare; every program counts as much as any other.
[[nodiscard]] Split split_campaign(const Campaign& campaign, const Shard& shard);

/// "shard 3/8 of quick: concat 10,000, dict 300,000; beside them compute 5,000": what the plan of a shard,
/// made by take_shard(), has.
[[nodiscard]] std::string shard_words(const Campaign& campaign, const Split& split, const Plan& part,
                                      const Shard& shard);

}  // namespace allocscale
