#include "harness/attribution/relative_blocks.hpp"

#include <cmath>

namespace allocscale {
namespace {

// ln T of one cell by block, as its mean and what each block is off it.
struct Logarithms {
  double mean = 0;
  std::vector<double> off;
};

Logarithms centred(std::vector<double> logarithms) {
  Logarithms made;
  for (const double value : logarithms) made.mean += value / static_cast<double>(logarithms.size());
  for (double& value : logarithms) value -= made.mean;
  made.off = std::move(logarithms);
  return made;
}

template <class Time>
Logarithms logarithms_of(std::span<const RemovalBlock> blocks, Time time) {
  std::vector<double> logarithms;
  for (const RemovalBlock& block : blocks) logarithms.push_back(std::log(time(block)));
  return centred(std::move(logarithms));
}

std::optional<ControlSlowdown> control_of(std::span<const RemovalBlock> blocks) {
  std::vector<std::optional<AloneAndTogether>> controls;
  for (const RemovalBlock& block : blocks) controls.push_back(block.control);
  return control_slowdown(controls);
}

template <class Value>
ChainGame game_of(const RemovalLevels& levels, Value value) {
  ChainGame game;
  for (const Memory memory : levels.memory) {
    std::vector<double>& row = game.emplace_back();
    for (const Access access : levels.access) row.push_back(value(memory, access));
  }
  return game;
}

}  // namespace

std::optional<ControlSlowdown> control_slowdown(std::span<const std::optional<AloneAndTogether>> blocks) {
  std::vector<double> logarithms;
  for (const auto& times : blocks)
    if (times) logarithms.push_back(std::log(times->together / times->alone));
  if (logarithms.size() < 2 || 4 * logarithms.size() < 3 * blocks.size()) return std::nullopt;
  const double stretch = static_cast<double>(blocks.size()) / static_cast<double>(logarithms.size());
  const Logarithms ln_slowdown = centred(std::move(logarithms));
  ControlSlowdown control;
  control.slowdown = std::exp(ln_slowdown.mean);
  std::size_t next = 0;
  for (const auto& times : blocks)
    control.off.push_back(times ? control.slowdown * stretch * ln_slowdown.off[next++] : 0);
  return control;
}

RelativeBlocks relative_blocks(std::span<const RemovalBlock> complete, const RemovalLevels& levels) {
  RelativeBlocks relative;
  if (complete.empty()) return relative;
  relative.blocks.resize(complete.size());
  const auto base = logarithms_of(
      complete, [](const RemovalBlock& block) { return block.at(Memory::as_is, Access::counted)->alone; });
  const auto control = control_of(complete);
  relative.has_control = control.has_value();
  for (const Memory memory : levels.memory)
    for (const Access access : levels.access) {
      const auto alone =
          logarithms_of(complete, [&](const RemovalBlock& block) { return block.at(memory, access)->alone; });
      const auto together = logarithms_of(
          complete, [&](const RemovalBlock& block) { return block.at(memory, access)->together; });
      const double points_alone = 100 * std::exp(alone.mean - base.mean);
      const double points_together = 100 * std::exp(together.mean - base.mean);
      for (std::size_t b = 0; b < complete.size(); ++b) {
        CellPoints& cell =
            relative.blocks[b].cells[static_cast<std::size_t>(memory)][static_cast<std::size_t>(access)];
        cell.alone = points_alone * (1 + alone.off[b] - base.off[b]);
        cell.together = points_together * (1 + together.off[b] - base.off[b]);
        if (control) cell.machine = (control->slowdown - 1) * cell.alone + control->off[b] * points_alone;
      }
    }
  return relative;
}

ChainGame loss_game(const RelativeBlock& block, const RemovalLevels& levels) {
  const double whole = block.at(Memory::as_is, Access::counted).lost();
  return game_of(levels,
                 [&](Memory memory, Access access) { return whole - block.at(memory, access).lost(); });
}

ChainGame cost_game(const RelativeBlock& block, const RemovalLevels& levels) {
  const double whole = block.at(Memory::as_is, Access::counted).alone;
  return game_of(levels,
                 [&](Memory memory, Access access) { return whole - block.at(memory, access).alone; });
}

}  // namespace allocscale
