#include "harness/attribution/sibling_ledger.hpp"

#include <cmath>

#include "harness/analysis/bootstrap.hpp"
#include "harness/attribution/ratio_points.hpp"
#include "harness/base/shuffle.hpp"

namespace allocscale {
namespace {

constexpr std::size_t index_of(Siblings siblings) { return static_cast<std::size_t>(siblings); }

std::optional<double> ratio_of(const SiblingBlock& block, std::size_t kind) {
  const auto& with = block.victim_ns[kind];
  const auto& without = block.victim_ns[index_of(Siblings::idle)];
  if (!with || !without) return std::nullopt;
  return *with / *without;
}

std::optional<Interference> interference_of(std::span<const SiblingBlock> blocks, std::size_t kind,
                                            std::uint64_t seed) {
  constexpr double tolerated = 0.1;
  std::vector<double> ratios, shared, whole, rates;
  std::vector<std::optional<AloneAndTogether>> control, shared_control;
  for (const SiblingBlock& block : blocks) {
    const auto here = ratio_of(block, kind);
    if (!here) continue;
    ratios.push_back(*here);
    control.push_back(block.control);
    if (block.rate[kind]) rates.push_back(*block.rate[kind]);
    if (const auto full = ratio_of(block, index_of(Siblings::self))) {
      shared.push_back(*here);
      whole.push_back(*full);
      shared_control.push_back(block.control);
    }
  }
  const auto interval = mean_interval(ratio_points(ratios), 0.95);
  if (!interval) return std::nullopt;
  Interference found;
  found.siblings = static_cast<Siblings>(kind);
  found.blocks = static_cast<int>(ratios.size());
  found.points = *interval;
  if (const auto machine = control_slowdown(control))
    found.beyond_machine = mean_interval(points_beyond(ratios, machine), 0.95);
  found.rate = mean_of(rates);
  found.void_rate = found.rate && std::abs(*found.rate - 1) > tolerated;
  if (kind != index_of(Siblings::self)) {
    const auto machine = control_slowdown(shared_control);
    found.reproduced = ratio_of_means(points_beyond(shared, machine), points_beyond(whole, machine), 0.95,
                                      {1999, derive_seed(seed, kind)});
  }
  return found;
}

}  // namespace

std::string_view siblings_name(Siblings siblings) {
  switch (siblings) {
    case Siblings::idle:
      return "nothing";
    case Siblings::compute:
      return "compute";
    case Siblings::fault:
      return "page faults";
    case Siblings::copy:
      return "cache-resident copy";
    case Siblings::stream:
      return "memory streaming";
    case Siblings::self:
      return "the kernel itself";
  }
  return "?";
}

std::vector<Interference> sibling_ledger(std::span<const SiblingBlock> blocks, std::uint64_t seed) {
  std::vector<Interference> ledger;
  for (std::size_t kind = 0; kind < sibling_kinds; ++kind) {
    if (kind == index_of(Siblings::idle)) continue;
    if (auto found = interference_of(blocks, kind, seed)) ledger.push_back(std::move(*found));
  }
  return ledger;
}

const Interference* find_interference(std::span<const Interference> ledger, Siblings siblings) {
  for (const Interference& one : ledger)
    if (one.siblings == siblings && !one.void_rate) return &one;
  return nullptr;
}

}  // namespace allocscale
