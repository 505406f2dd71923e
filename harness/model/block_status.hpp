// Whether a block of trials counts in the analysis. A replaced block stays in the store, but no table uses
// it.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace allocscale {

/// Decided once: when the block has its last trial, or when a later call finds it unfinished.
enum class BlockStatus : std::size_t {
  counts,
  disturbed,  // the machine was, above the limit: replaced by a later block
  cut,        // its call ended before it was whole: replaced by a later block
};

inline constexpr std::array<std::string_view, 3> block_status_names = {"counts", "disturbed", "cut"};

[[nodiscard]] constexpr std::string_view block_status_name(BlockStatus status) {
  return block_status_names[static_cast<std::size_t>(status)];
}

[[nodiscard]] constexpr std::optional<BlockStatus> block_status_of(std::string_view name) {
  for (std::size_t i = 0; i < block_status_names.size(); ++i)
    if (block_status_names[i] == name) return static_cast<BlockStatus>(i);
  return std::nullopt;
}

/// A block whose trials are in the store and not in the Dataset.
struct ReplacedBlock {
  int block = 0;
  BlockStatus why = BlockStatus::disturbed;

  friend bool operator==(const ReplacedBlock&, const ReplacedBlock&) = default;
};

}  // namespace allocscale
