// Reads a cell that a person wrote on the command line, to describe it or to run it again by hand.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "harness/model/catalog.hpp"
#include "harness/model/cell.hpp"

namespace allocscale {

/// The levels by factor, each as it was written.
using CellWords = std::map<std::string, std::string>;

/// Reads words of factor=level in any order, as cell_key writes them; or levels alone in the order of the
/// columns of --dry-run: kernel, layout, allocator, size, workers, iterations. The kernel must be given.
/// Throws RequestError at a word that is none of these; the message has what was expected, or the nearest
/// name.
[[nodiscard]] CellWords read_cell_words(const std::vector<std::string>& words);

/// The cell that the levels describe. Defaults: the kernel's first layout, glibc, size small, 1
/// worker, scatter, and the iterations of a trial of that size. A size is small, paper or a number ("40,000",
/// "40_000"). Throws RequestError as above when the catalog has no such part, and when the kernel does not
/// run under these levels.
[[nodiscard]] Cell parse_cell(const CellWords& levels, const Catalog& catalog);

}  // namespace allocscale
