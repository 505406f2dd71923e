#include "harness/plan/predict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "harness/base/clock.hpp"
#include "harness/base/plural.hpp"
#include "harness/base/quantity.hpp"
#include "harness/model/sibling.hpp"

namespace allocscale {
namespace {

constexpr double trial_overhead_seconds = 0.02;
constexpr double least_deadline_seconds = 30;
constexpr double deadline_over_predicted = 20;
constexpr double deadline_over_longest =
    10;  // of those seen: a busy machine makes no trial ten times as long
// The rest is left to the harness, to page tables and to what else runs on the machine.
constexpr double usable_memory = 0.9;

std::string demand_key(const Cell& cell) { return cell_key(alone(cell)); }

}  // namespace

double predicted_seconds(const Cell& cell, const Demand& demand, int capacity) {
  const double turns = std::max(1.0, static_cast<double>(cell.workers) / std::max(1, capacity));
  return demand.seconds * cell.iterations * turns + trial_overhead_seconds;
}

int iterations_in_turn(const Cell& cell, Design design) {
  if (design == Design::separate) return cell.iterations;
  return cell.workers == 1 ? 1 : iterations_of_first(cell.iterations);
}

std::vector<Prediction> predict(const Plan& plan, const Topology& topology, const Catalog& catalog,
                                const AskDemand& ask) {
  std::map<std::string, Demand> known;
  const AskDemand ask_once = [&](const Cell& cell) {
    const std::string key = demand_key(cell);
    const auto found = known.find(key);
    return found != known.end() ? found->second : known.emplace(key, ask(cell)).first->second;
  };
  std::vector<Prediction> predictions;
  for (std::size_t i = 0; i < plan.cells.size(); ++i) {
    const Cell& cell = plan.cells[i];
    const Runner* const runner = find_runner(catalog, cell.allocator);
    if (runner == nullptr) {
      predictions.push_back({});
      continue;
    }
    Cell runs = cell;
    runs.iterations = iterations_in_turn(cell, design_of(plan, i));
    predictions.push_back({predicted_seconds(runs, ask_once(cell), topology.capacity),
                           trial_bytes(cell, topology, *runner, ask_once)});
  }
  return predictions;
}

double deadline_seconds(const Experiment& experiment, double predicted, double longest) {
  const double expected = std::max(deadline_over_predicted * predicted, deadline_over_longest * longest);
  return experiment.deadline_seconds.value_or(
      std::clamp(expected, least_deadline_seconds, longest_span_seconds));
}

std::optional<LargestBuffer> largest_buffer(const Cell& cell, const Demand& demand) {
  if (!demand.work || demand.buffer_bytes.value_or(0) <= 0 || demand.work->buffer_allocations <= 0)
    return std::nullopt;
  // Not all of them need to reach the allocator: small ones may lie in pools of the kernel's own.
  const bool grows = 2 * static_cast<std::uint64_t>(demand.work->buffer_allocations) >= cell.size;
  return LargestBuffer{static_cast<std::uint64_t>(*demand.buffer_bytes) / 2,
                       grows ? BufferUse::growing : BufferUse::repeated};
}

std::int64_t trial_bytes(const Cell& cell, const Topology& topology, const Runner& runner,
                         const AskDemand& ask) {
  const std::int64_t own = ask(cell).bytes;
  const auto task = sibling_task(cell, topology, runner);
  if (!task) return own * cell.workers;
  return own + ask(cell_of_sibling(cell, *task)).bytes * (cell.workers - 1);
}

std::optional<std::string> memory_refusal(const Cell& cell, std::int64_t needed_bytes,
                                          std::int64_t available_bytes) {
  const auto needed = static_cast<double>(needed_bytes);
  const double available = static_cast<double>(available_bytes);
  if (needed <= usable_memory * available) return std::nullopt;
  return fmt::format("{} would need {}, more than {:.0f} % of the {} available",
                     plural(cell.workers, "worker"), format_bytes(needed), usable_memory * 100,
                     format_bytes(available));
}

}  // namespace allocscale
