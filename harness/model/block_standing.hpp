// Whether a block counts. A replaced block stays in the store, but no table uses it.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace allocscale {

/// Settled once, when a block has its last trial or a later call finds it unfinished.
enum class BlockStanding : std::size_t {
  counts,
  disturbed,  // the machine was, above the limit: replaced by a later block
  cut,        // its call ended before it was whole: replaced by a later block
};

inline constexpr std::array<std::string_view, 3> block_standing_names = {"counts", "disturbed", "cut"};

[[nodiscard]] constexpr std::string_view block_standing_name(BlockStanding standing) {
  return block_standing_names[static_cast<std::size_t>(standing)];
}

[[nodiscard]] constexpr std::optional<BlockStanding> block_standing_of(std::string_view name) {
  for (std::size_t i = 0; i < block_standing_names.size(); ++i)
    if (block_standing_names[i] == name) return static_cast<BlockStanding>(i);
  return std::nullopt;
}

/// A block whose trials are in the store and not in the Dataset.
struct ReplacedBlock {
  int block = 0;
  BlockStanding why = BlockStanding::disturbed;

  friend bool operator==(const ReplacedBlock&, const ReplacedBlock&) = default;
};

}  // namespace allocscale
