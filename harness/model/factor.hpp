// The table of the factors whose levels are words, made from the lists in factor_list.hpp. Code that handles
// every factor goes through it: spec files, the command line, cell keys, the dry run, the store and the
// tables.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/model/cell.hpp"
#include "harness/model/factor_list.hpp"

namespace allocscale {

/// What is known of one factor whose levels are words.
struct Factor {
  std::string_view name;                // a key of spec files, a column of the store and of csv
  std::string_view meaning;             // what it varies
  std::span<const FactorLevel> levels;  // in the order of its enum
  std::size_t (*get)(const Cell& cell);
  void (*set)(Cell& cell, std::size_t level);  // by the level's number in `levels`
};

/// Every factor, in the order of the list.
[[nodiscard]] std::span<const Factor> factors();

/// The factor of this name. Throws std::logic_error when there is none.
[[nodiscard]] const Factor& find_factor(std::string_view name);

/// The cell's level of the factor, as a word.
[[nodiscard]] std::string_view level_of(const Factor& factor, const Cell& cell);

/// Gives the cell the level. Returns false and changes nothing when the factor has no such level.
bool set_level(const Factor& factor, Cell& cell, std::string_view level);

/// Whether the cell has the factor's default level.
[[nodiscard]] bool at_default(const Factor& factor, const Cell& cell);

/// The number of the level in Factor::levels, or nothing.
[[nodiscard]] std::optional<std::size_t> find_level(const Factor& factor, std::string_view level);

/// The factor's option on the command line: "--huge-pages".
[[nodiscard]] std::string option_of(const Factor& factor);

/// The factors whose level is not the same in all cells, in the order of the table.
[[nodiscard]] std::vector<std::string> varying_factors(std::span<const Cell> cells);

/// "start fork, huge_pages never": the named factors' levels in the cell, in the order of the table. Where
/// the siblings' kind is told, their rate is told only if it is matched.
[[nodiscard]] std::string levels_text(const Cell& cell, std::span<const std::string> names);

}  // namespace allocscale
