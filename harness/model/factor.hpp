// The factors of a cell whose levels are words. One entry of the table in factor.cpp is all that spec files,
// the command line, cell keys, the dry run, the store, the tables and `list factors` need to know of one: a
// new factor is a field of Cell, an entry there, one appended migration, and whatever it does to a trial.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/model/cell.hpp"

namespace allocscale {

struct FactorLevel {
  std::string_view name;
  std::string_view meaning;
};

struct Factor {
  std::string_view name;                // a key of spec files, a column of the store and of csv
  std::string_view meaning;             // what it varies
  std::span<const FactorLevel> levels;  // in the order of its enum
  std::size_t (*get)(const Cell& cell);
  void (*set)(Cell& cell, std::size_t level);
};

[[nodiscard]] std::span<const Factor> factors();

/// The factor of this name, which must exist.
[[nodiscard]] const Factor& find_factor(std::string_view name);

/// The cell's level of the factor, as a word.
[[nodiscard]] std::string_view level_of(const Factor& factor, const Cell& cell);

/// Gives the cell the level. False, and nothing done, when the factor has no such level.
bool set_level(const Factor& factor, Cell& cell, std::string_view level);

[[nodiscard]] bool at_default(const Factor& factor, const Cell& cell);

/// The number of the level in Factor::levels, or nothing.
[[nodiscard]] std::optional<std::size_t> find_level(const Factor& factor, std::string_view level);

/// "--huge-pages".
[[nodiscard]] std::string option_of(const Factor& factor);

/// The factors whose level is not the same in all cells, in the order of the table.
[[nodiscard]] std::vector<std::string> varying_factors(std::span<const Cell> cells);

/// "start fork, huge_pages never": the named factors' levels in the cell, in the order of the table.
[[nodiscard]] std::string levels_text(const Cell& cell, std::span<const std::string> names);

}  // namespace allocscale
