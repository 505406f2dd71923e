// Which trials may be compared? Those of one block, and of one sub-block if the block was split: on a shared
// machine, trials minutes apart differ more than allocators do. Nominal 5 % false positives become 33–57 %
// when all of A is run before all of B, and stay at 4.5–4.9 % paired per block.
#pragma once

#include <compare>
#include <map>
#include <vector>

namespace allocscale {

/// Where in the plan a trial ran.
struct Place {
  int block = 0;
  int sub_block = 0;

  friend bool operator==(const Place&, const Place&) = default;
  friend auto operator<=>(const Place&, const Place&) = default;
};

/// ln T of one cell's complete trials.
using Series = std::map<Place, double>;

/// Its values, in the order of the places.
[[nodiscard]] std::vector<double> values_of(const Series& series);

/// One number per block.
using BlockValues = std::map<int, double>;

struct Contrast {
  BlockValues by_block;  // K of them
  int left_out = 0;      // blocks in which only one of the two was complete

  /// The K numbers, in the order of the blocks.
  [[nodiscard]] std::vector<double> values() const;
};

/// `upper` − `lower` at each place where both ran; where sub-blocks repeat the pair, their mean, so that a
/// block gives one number.
[[nodiscard]] Contrast paired(const Series& upper, const Series& lower);

/// `upper` − `lower` over the blocks that have both; `left_out` counts the blocks that only one has.
[[nodiscard]] Contrast difference(const Contrast& upper, const Contrast& lower);

/// The mean of both over the blocks that have both; of a block that one has, its value. `left_out` counts
/// what `one` left out and `other` does not make good.
[[nodiscard]] Contrast pooled(const Contrast& one, const Contrast& other);

/// paired(upper, lower); in a block whose sub-blocks have the two apart, both against the `bridge` that every
/// sub-block repeats. Cells are dealt to sub-blocks at random, so the value does not decide which it is.
[[nodiscard]] Contrast paired_over(const Series& upper, const Series& lower, const Series& bridge);

}  // namespace allocscale
