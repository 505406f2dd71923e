#include "harness/conduct/sharding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "harness/base/joined.hpp"
#include "harness/base/plural.hpp"
#include "harness/conduct/asked_demand.hpp"
#include "harness/model/designs.hpp"
#include "harness/plan/resolve.hpp"

namespace allocscale {
namespace {

constexpr std::int64_t program_ns = 1'000'000'000;  // of each; nobody declares how long it takes

// A runner that has the kernel. Kernels are compiled once, so that all declare the same.
const Runner* runner_with(const Catalog& catalog, const std::string& kernel) {
  for (const Runner& runner : catalog.runners)
    if (find_kernel(runner, kernel) != nullptr) return &runner;
  return nullptr;
}

bool stands_beside(const Campaign& campaign, const std::string& kernel) {
  if (is_control(campaign.experiment, kernel)) return true;
  for (const FidelityPair& pair : campaign.experiment.fidelity)
    if (pair.start_up == kernel) return true;
  const Runner* const runner = runner_with(campaign.catalog, kernel);
  return runner != nullptr && find_kernel(*runner, kernel)->facts.kind == KernelKind::control;
}

}  // namespace

Split split_campaign(const Campaign& campaign, const Shard& shard) {
  const AskDemand ask = remembered_demand(campaign.catalog);
  const DeclaredTime declared_time = [&](const Cell& cell) {
    const Runner* const runner = runner_with(campaign.catalog, cell.kernel);
    if (runner == nullptr || find_kernel(*runner, cell.kernel)->facts.kind == KernelKind::program)
      return program_ns;
    Cell asked = cell;
    asked.allocator = runner->allocator;
    return static_cast<std::int64_t>(std::llround(ask(asked).seconds * 1e9));
  };
  return split_plan(
      campaign.plan, campaign.experiment,
      [&](const std::string& kernel) { return stands_beside(campaign, kernel); }, declared_time, shard);
}

std::string shard_words(const Campaign& campaign, const Split& split, const Plan& part, const Shard& shard) {
  const int all = dealt_comparisons(split);
  if (part.comparisons.empty())
    return fmt::format("shard {} of {} has nothing to run: there {} only", shard_text(shard),
                       campaign.experiment.name,
                       all == 1 ? "is 1 comparison" : fmt::format("are {} comparisons", all));
  std::vector<std::string> own, beside;
  for (std::size_t i = 0; i < campaign.plan.comparisons.size(); ++i) {
    const Comparison& comparison = campaign.plan.comparisons[i];
    const std::string name = task_name(comparison.kernel, comparison.size);
    if (split.shards[i].empty())
      beside.push_back(name);
    else if (std::find(split.shards[i].begin(), split.shards[i].end(), shard.number) != split.shards[i].end())
      own.push_back(name);
  }
  return fmt::format("shard {} of {} has {} of {}: {}{}", shard_text(shard), campaign.experiment.name,
                     own.size(), plural(all, "comparison"), joined(own, ", "),
                     beside.empty() ? "" : fmt::format("; beside them {}", joined(beside, ", ")));
}

}  // namespace allocscale
