#include "harness/attribution/removal_block.hpp"

#include <algorithm>
#include <tuple>

namespace allocscale {
namespace {

template <class Value>
std::optional<ChainGame> game_of(const RemovalLevels& levels, Value value) {
  ChainGame game;
  for (const Memory memory : levels.memory) {
    game.emplace_back();
    for (const Access access : levels.access) {
      const std::optional<double> gained = value(memory, access);
      if (!gained) return std::nullopt;
      game.back().push_back(*gained);
    }
  }
  return game;
}

bool has_all(const RemovalBlock& block, const RemovalLevels& levels) {
  return std::all_of(levels.memory.begin(), levels.memory.end(), [&](Memory memory) {
    return std::all_of(levels.access.begin(), levels.access.end(),
                       [&](Access access) { return block.at(memory, access).has_value(); });
  });
}

// Every choice among the levels after the first, the full one first.
template <class Level>
std::vector<std::vector<Level>> choices_of(const std::vector<Level>& offered) {
  std::vector<std::vector<Level>> choices = {offered};
  if (offered.size() == 3) {
    choices.push_back({offered[0], offered[1]});
    choices.push_back({offered[0], offered[2]});
  }
  if (offered.size() > 1) choices.push_back({offered[0]});
  return choices;
}

}  // namespace

std::optional<double> time_alone(const RemovalBlock& block) {
  const auto& baseline = block.at(Memory::as_is, Access::counted);
  if (!baseline) return std::nullopt;
  return block.twin ? (baseline->alone + block.twin->alone) / 2 : baseline->alone;
}

std::optional<double> loss_points(const RemovalBlock& block, Memory memory, Access access) {
  const auto base = time_alone(block);
  const auto& cell = block.at(memory, access);
  if (!base || !cell) return std::nullopt;
  return 100 * (cell->together - cell->alone) / *base;
}

std::optional<ChainGame> loss_game(const RemovalBlock& block, const RemovalLevels& levels) {
  const auto whole = loss_points(block, Memory::as_is, Access::counted);
  if (!whole) return std::nullopt;
  return game_of(levels, [&](Memory memory, Access access) -> std::optional<double> {
    const auto left = loss_points(block, memory, access);
    return left ? std::optional(*whole - *left) : std::nullopt;
  });
}

std::optional<ChainGame> cost_game(const RemovalBlock& block, const RemovalLevels& levels) {
  const auto base = time_alone(block);
  if (!base) return std::nullopt;
  const double whole = block.at(Memory::as_is, Access::counted)->alone;
  return game_of(levels, [&](Memory memory, Access access) -> std::optional<double> {
    const auto& cell = block.at(memory, access);
    return cell ? std::optional(100 * (whole - cell->alone) / *base) : std::nullopt;
  });
}

RemovalLevels usable_levels(std::span<const RemovalBlock> blocks, const RemovalLevels& offered) {
  RemovalLevels best;
  std::tuple<bool, std::size_t, std::ptrdiff_t> most = {false, 0, 0};  // enough blocks, levels, blocks
  for (const auto& memory : choices_of(offered.memory))
    for (const auto& access : choices_of(offered.access)) {
      const RemovalLevels levels = {memory, access};
      const auto complete = std::count_if(blocks.begin(), blocks.end(),
                                          [&](const auto& block) { return has_all(block, levels); });
      const std::tuple reached = {4 * complete >= 3 * std::ssize(blocks), memory.size() + access.size(),
                                  complete};
      if (complete < std::clamp<std::ptrdiff_t>(std::ssize(blocks), 1, 2) || reached <= most) continue;
      most = reached;
      best = levels;
    }
  return best;
}

}  // namespace allocscale
