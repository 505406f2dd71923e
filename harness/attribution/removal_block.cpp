#include "harness/attribution/removal_block.hpp"

#include <algorithm>
#include <tuple>

namespace allocscale {
namespace {

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

std::vector<RemovalBlock> complete_blocks(std::span<const RemovalBlock> blocks, const RemovalLevels& levels) {
  std::vector<RemovalBlock> complete;
  for (const RemovalBlock& block : blocks)
    if (has_all(block, levels)) complete.push_back(block);
  return complete;
}

}  // namespace allocscale
