// Splits an experiment over machines. What is compared stays together: a shard has whole comparisons, with
// their baselines and twins. Every machine computes the same split for itself.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "harness/model/experiment.hpp"
#include "harness/model/shard.hpp"
#include "harness/plan/plan.hpp"

namespace allocscale {

inline constexpr int most_shards = 100'000;

/// The shard that "3/8" names; `replicas` as it is. Throws RequestError, which names --shard, at another
/// text, and --replicate where there are more replicas than shards.
[[nodiscard]] Shard parse_shard(std::string_view text, int replicas = 1);

/// "3/8".
[[nodiscard]] std::string shard_text(const Shard& shard);

/// Which of the plan's comparisons are in which shard.
struct Split {
  std::vector<std::vector<int>> shards;  // of each comparison, rising numbers from 1; empty: it stands beside
  std::string hash;                      // equal for equal splits of equal comparisons
};

/// The nanoseconds that one iteration of a cell takes alone. It must be the same on every machine: what was
/// declared, not what was measured.
using DeclaredTime = std::function<std::int64_t(const Cell&)>;

/// Deals the comparisons to the shards: those that take longest first, each to the shards that have least so
/// far. The kernels and programs of a fidelity pair are dealt as one. Which allocators, CPUs and levels of
/// factors the machine has makes no difference.
///
/// What `stands_beside` names is in no shard of its own, but in every shard that has something: a control,
/// which says what the machine does, and without which no loss is claimed. In an experiment of such kernels
/// only they are dealt as all others.
[[nodiscard]] Split split_plan(const Plan& plan, const Experiment& experiment,
                               const std::function<bool(const std::string& kernel)>& stands_beside,
                               const DeclaredTime& declared_time, const Shard& shard);

/// The part of the plan that the shard has: its comparisons and those that stand beside. Empty where there
/// are fewer comparisons than shards. Cells keep their order and designs.
[[nodiscard]] Plan take_shard(const Plan& plan, const Split& split, const Shard& shard);

/// How many comparisons are in a shard, those beside them not counted.
[[nodiscard]] int dealt_comparisons(const Split& split);

}  // namespace allocscale
