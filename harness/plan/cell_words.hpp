// A cell as a person writes it, to have it described or run again by hand.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "harness/model/catalog.hpp"
#include "harness/model/cell.hpp"

namespace allocscale {

/// Levels as they were written, by factor.
using CellWords = std::map<std::string, std::string>;

/// Reads words of factor=level, as cell_key writes them, in any order; or levels alone in the order of
/// --dry-run's columns: kernel, layout, allocator, size, workers, iterations. The kernel must be given.
/// Throws RequestError with what was expected, or the nearest name, when a word is none of these.
[[nodiscard]] CellWords read_cell_words(const std::vector<std::string>& words);

/// The cell meant. What is missing is the kernel's first layout, glibc, size small, 1 worker, scatter, and
/// the iterations of a trial of that size. Sizes may be small, paper or a number ("40,000", "40_000"). Throws
/// RequestError as above when the catalog has no such part, or when the kernel does not run so.
[[nodiscard]] Cell parse_cell(const CellWords& levels, const Catalog& catalog);

}  // namespace allocscale
