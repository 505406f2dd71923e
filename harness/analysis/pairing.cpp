#include "harness/analysis/pairing.hpp"

#include <algorithm>
#include <set>

namespace allocscale {

std::vector<double> values_of(const Series& series) {
  std::vector<double> values;
  for (const auto& [place, value] : series) values.push_back(value);
  return values;
}

std::vector<double> Contrast::values() const {
  std::vector<double> values;
  values.reserve(by_block.size());
  for (const auto& [block, value] : by_block) values.push_back(value);
  return values;
}

Contrast paired(const Series& upper, const Series& lower) {
  std::map<int, std::vector<double>> differences;
  std::set<int> blocks;
  for (const auto& [place, value] : lower) blocks.insert(place.block);
  for (const auto& [place, value] : upper) {
    blocks.insert(place.block);
    if (const auto partner = lower.find(place); partner != lower.end())
      differences[place.block].push_back(value - partner->second);
  }
  Contrast contrast;
  for (const auto& [block, values] : differences) {
    double sum = 0;
    for (const double value : values) sum += value;
    contrast.by_block[block] = sum / static_cast<double>(values.size());
  }
  contrast.left_out = static_cast<int>(blocks.size() - contrast.by_block.size());
  return contrast;
}

Contrast difference(const Contrast& upper, const Contrast& lower) {
  Contrast contrast;
  std::set<int> blocks;
  for (const auto& [block, value] : lower.by_block) blocks.insert(block);
  for (const auto& [block, value] : upper.by_block) {
    blocks.insert(block);
    if (const auto partner = lower.by_block.find(block); partner != lower.by_block.end())
      contrast.by_block[block] = value - partner->second;
  }
  contrast.left_out = static_cast<int>(blocks.size() - contrast.by_block.size());
  return contrast;
}

Contrast pooled(const Contrast& one, const Contrast& other) {
  Contrast contrast = one;
  for (const auto& [block, value] : other.by_block) {
    const auto [own, added] = contrast.by_block.try_emplace(block, value);
    if (!added) own->second = (own->second + value) / 2;
  }
  const auto added = static_cast<int>(contrast.by_block.size() - one.by_block.size());
  contrast.left_out = std::max(0, one.left_out - added);
  return contrast;
}

Contrast paired_over(const Series& upper, const Series& lower, const Series& bridge) {
  Contrast contrast = paired(upper, lower);
  for (const auto& [block, value] : difference(paired(upper, bridge), paired(lower, bridge)).by_block)
    if (contrast.by_block.try_emplace(block, value).second) --contrast.left_out;
  return contrast;
}

}  // namespace allocscale
