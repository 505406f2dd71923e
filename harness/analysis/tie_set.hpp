// Which of several rows may be the fastest? All that cannot be told from the one that looks fastest, by
// intervals that hold together: with seven allocators, one comparison in 20 misleading would leave the
// fastest out of the set in far more than one case in 20. Comparison with the best after Hsu 1981, with the
// largest |t| of sign flips in place of tables, since the rows of a block are correlated.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "harness/analysis/pairing.hpp"

namespace allocscale {

struct TieSet {
  std::size_t best = 0;           // the smallest mean
  std::vector<std::size_t> ties;  // the others that cannot be told from it, ascending
  int blocks = 0;                 // the fewest that a comparison with the best rests on
};

/// `rows` are ln T of one block design, none of them empty, at least one; `bridge` the row that every
/// sub-block repeats. A row is in the set unless it is slower than the best by its interval of all the
/// intervals that hold with 95 % together, and in it still where it is equivalent to the best within
/// `margin`. A row that shares fewer than two blocks with the best cannot be told from it.
[[nodiscard]] TieSet tie_set(std::span<const Series> rows, const Series& bridge, double margin);

}  // namespace allocscale
