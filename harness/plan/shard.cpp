#include "harness/plan/shard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>

#include "harness/base/clean_text.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/file_hash.hpp"
#include "harness/base/joined.hpp"
#include "harness/base/parse_number.hpp"

namespace allocscale {
namespace {

// Comparisons that are dealt together, and how long they take.
struct Unit {
  std::vector<std::size_t> comparisons;
  std::int64_t weight_ns = 0;
  std::string name;  // by which units of the same weight are ordered
};

// Every layout, for every allocator, takes about as long as the baseline. Their numbers are those that were
// asked for, since a machine may lack an allocator or a level.
std::int64_t weight_of(const Comparison& comparison, const Plan& plan, const DeclaredTime& declared_time) {
  std::set<std::string> layouts;
  for (const std::size_t cell : comparison.cells) layouts.insert(plan.cells[cell].layout);
  const Cell& cell = plan.cells[comparison.baseline_cells.front()];
  return declared_time(cell) * cell.iterations * static_cast<std::int64_t>(layouts.size());
}

// The representatives of comparisons that fidelity pairs join.
std::vector<std::size_t> comparison_sets(const Plan& plan, const Experiment& experiment) {
  std::vector<std::size_t> of(plan.comparisons.size());
  std::iota(of.begin(), of.end(), std::size_t{0});
  for (const FidelityPair& pair : experiment.fidelity) {
    std::vector<std::size_t> together;
    for (std::size_t i = 0; i < of.size(); ++i)
      if (const std::string& kernel = plan.comparisons[i].kernel;
          kernel == pair.model || kernel == pair.program)
        together.push_back(of[i]);
    if (together.empty()) continue;
    const std::size_t first = *std::min_element(together.begin(), together.end());
    for (std::size_t& one : of)
      if (contains(together, one)) one = first;
  }
  return of;
}

std::string name_of(const Comparison& comparison) {
  return fmt::format("{} {}", comparison.kernel, comparison.size);
}

std::vector<Unit> units_of(const Plan& plan, const Experiment& experiment, const std::vector<bool>& beside,
                           const DeclaredTime& declared_time) {
  const std::vector<std::size_t> of = comparison_sets(plan, experiment);
  std::map<std::size_t, Unit> units;
  for (std::size_t i = 0; i < of.size(); ++i) {
    if (beside[i]) continue;
    Unit& unit = units[of[i]];
    unit.comparisons.push_back(i);
    unit.weight_ns += weight_of(plan.comparisons[i], plan, declared_time);
    if (unit.name.empty()) unit.name = name_of(plan.comparisons[i]);
  }
  std::vector<Unit> ordered;
  for (auto& [first, unit] : units) ordered.push_back(std::move(unit));
  std::stable_sort(ordered.begin(), ordered.end(), [](const Unit& one, const Unit& other) {
    return std::tie(other.weight_ns, one.name) < std::tie(one.weight_ns, other.name);
  });
  return ordered;
}

std::string hash_of(const Plan& plan, const Split& split) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < split.shards.size(); ++i)
    lines.push_back(fmt::format("{}: {}\n", name_of(plan.comparisons[i]), joined(split.shards[i], " ")));
  std::sort(lines.begin(), lines.end());
  return hash_text(joined(lines, ""));
}

}  // namespace

Shard parse_shard(std::string_view text, int replicas) {
  const std::size_t slash = text.find('/');
  const auto number = parse_number<int>(text.substr(0, slash));
  const auto count =
      slash == std::string_view::npos ? std::nullopt : parse_number<int>(text.substr(slash + 1));
  if (!number || !count || *count < 1 || *count > most_shards || *number < 1 || *number > *count)
    throw RequestError(
        fmt::format("--shard: '{}' is no part of an experiment; expected e.g. 3/8, the third of eight "
                    "(from 1/8 to 8/8)",
                    clean_line(text)));
  if (replicas < 1 || replicas > *count)
    throw RequestError(
        fmt::format("--replicate {}: a comparison cannot be in {} different shards of {}; expected 1 to {}",
                    replicas, replicas, *count, *count));
  return {*number, *count, replicas, {}};
}

std::string shard_text(const Shard& shard) { return fmt::format("{}/{}", shard.number, shard.count); }

Split split_plan(const Plan& plan, const Experiment& experiment,
                 const std::function<bool(const std::string& kernel)>& stands_beside,
                 const DeclaredTime& declared_time, const Shard& shard) {
  std::vector<bool> beside;
  for (const Comparison& comparison : plan.comparisons) beside.push_back(stands_beside(comparison.kernel));
  if (std::all_of(beside.begin(), beside.end(), [](bool one) { return one; }))
    beside.assign(beside.size(), false);
  Split split;
  split.shards.resize(plan.comparisons.size());
  std::set<std::pair<std::int64_t, int>> loads;  // of every shard, the least first
  for (int number = 1; number <= shard.count; ++number) loads.emplace(0, number);
  for (const Unit& unit : units_of(plan, experiment, beside, declared_time)) {
    const auto end = std::next(loads.begin(), shard.replicas);
    const std::vector<std::pair<std::int64_t, int>> least(loads.begin(), end);
    loads.erase(loads.begin(), end);
    std::vector<int> numbers;
    for (const auto& [load, number] : least) {
      numbers.push_back(number);
      // A unit without a declared time counts as one too, so that such units are spread.
      loads.emplace(load + std::max<std::int64_t>(1, unit.weight_ns), number);
    }
    std::sort(numbers.begin(), numbers.end());
    for (const std::size_t comparison : unit.comparisons) split.shards[comparison] = numbers;
  }
  split.hash = hash_of(plan, split);
  return split;
}

Plan take_shard(const Plan& plan, const Split& split, const Shard& shard) {
  Plan part = plan;
  part.cells.clear();
  part.comparisons.clear();
  part.designs.clear();
  bool has_own = false;
  for (std::size_t i = 0; i < plan.comparisons.size(); ++i) {
    const bool own = contains(split.shards[i], shard.number);
    if (!own && !split.shards[i].empty()) continue;
    has_own = has_own || own;
    Comparison& comparison = part.comparisons.emplace_back(plan.comparisons[i]);
    comparison.cells.clear();
    comparison.baseline_cells.clear();
    for (const std::size_t cell : plan.comparisons[i].cells) {
      if (contains(plan.comparisons[i].baseline_cells, cell))
        comparison.baseline_cells.push_back(part.cells.size());
      comparison.cells.push_back(part.cells.size());
      part.cells.push_back(plan.cells[cell]);
      if (!plan.designs.empty()) part.designs.push_back(plan.designs[cell]);
    }
  }
  if (!has_own) {
    part.cells.clear();
    part.comparisons.clear();
    part.designs.clear();
  }
  std::erase_if(part.missing_runners, [&](const auto& missing) {
    return std::none_of(part.cells.begin(), part.cells.end(),
                        [&](const Cell& cell) { return cell.allocator == missing.first; });
  });
  return part;
}

int dealt_comparisons(const Split& split) {
  return static_cast<int>(std::count_if(split.shards.begin(), split.shards.end(),
                                        [](const auto& numbers) { return !numbers.empty(); }));
}

}  // namespace allocscale
