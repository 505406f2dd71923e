// Which design does each cell of a run have? A comparison (one kernel at one size) is paired where all of its
// numbers of workers above 1 can be; otherwise all of it is separate, so that no two of its times differ in
// how they were measured.
#pragma once

#include <string_view>
#include <vector>

#include "harness/model/cell.hpp"
#include "harness/model/pairs.hpp"

namespace allocscale {

/// Whether both cells belong to one comparison.
[[nodiscard]] bool same_comparison(const Cell& one, const Cell& other);

/// Why a trial of the cell, which has several workers, cannot be paired; empty where it can: each of its
/// workers is pinned to a CPU of its own and is a process that runs the cell's kernel, often enough.
[[nodiscard]] std::string_view why_not_paired(const Cell& cell, int capacity);

/// The design of each cell, when `asked` was asked for. A comparison without several workers is separate.
/// `capacity` in CPUs. It follows from the cells alone, so that a stored run needs no other record of it.
[[nodiscard]] std::vector<Design> designs_of(const std::vector<Cell>& cells, Design asked, int capacity);

}  // namespace allocscale
