// A cell: one combination of factor levels.
#pragma once

#include <cstdint>
#include <string>

#include "harness/model/factor_list.hpp"

namespace allocscale {

/// One combination. Of the factors whose levels are words, a field each, at its default.
struct Cell {
  std::string kernel;
  std::string layout;
  std::string allocator;
  std::uint64_t size = 0;  // elements
  int workers = 1;
  int iterations = 1;  // iteration 0 is cold

#define ALLOCSCALE_CELL_FIELD(Level, field, standard, meaning, LEVELS) Level field = Level::standard;
  ALLOCSCALE_FACTORS(ALLOCSCALE_CELL_FIELD)
#undef ALLOCSCALE_CELL_FIELD

  friend bool operator==(const Cell&, const Cell&) = default;
};

/// "concat of 16,000"; of a task without a size, such as a program, its name.
[[nodiscard]] std::string task_name(const std::string& kernel, std::uint64_t size);

/// "compact", "no-smt".
[[nodiscard]] std::string placement_name(Placement placement);

/// The cell as one line of factor=level words, its identity in the store, in `--dry-run` and in messages.
/// Equal cells have the same key on every machine. Of the factors whose levels are words, the key always has
/// the placement, and the others where they are not at their default: a new factor does not change the keys
/// in older stores.
[[nodiscard]] std::string cell_key(const Cell& cell);

}  // namespace allocscale
