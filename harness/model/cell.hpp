// A cell: one combination of factor levels.
#pragma once

#include <cstdint>
#include <string>

namespace allocscale {

/// How P workers are laid on the machine's CPUs.
///   compact   neighbours first: SMT siblings, then cores of one package
///   scatter   as far apart as possible: packages in turn, then cores, SMT siblings last
///   no-smt    one worker per core, never an SMT sibling
///   none      not pinned
enum class Placement { compact, scatter, no_smt, none };

struct Cell {
  std::string kernel;
  std::string layout;
  std::string allocator;
  std::uint64_t size = 0;  // elements
  int workers = 1;
  Placement placement = Placement::scatter;
  int iterations = 1;  // iteration 0 is cold, the others warm

  friend bool operator==(const Cell&, const Cell&) = default;
};

[[nodiscard]] std::string placement_name(Placement placement);

/// The cell as one line of factor=level words, the same for equal cells on every machine: its identity in the
/// store, in `--dry-run` and in messages.
[[nodiscard]] std::string cell_key(const Cell& cell);

}  // namespace allocscale
