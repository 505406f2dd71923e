#include "harness/model/factor.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "harness/base/contains.hpp"

namespace allocscale {
namespace {

template <auto Field>
std::size_t get_field(const Cell& cell) {
  return static_cast<std::size_t>(cell.*Field);
}

template <auto Field>
void set_field(Cell& cell, std::size_t level) {
  using Level = std::remove_reference_t<decltype(cell.*Field)>;
  cell.*Field = static_cast<Level>(level);
}

#define ALLOCSCALE_FACTOR(Level, field, standard, meaning, LEVELS) \
  Factor{#field, meaning, field##_levels, get_field<&Cell::field>, set_field<&Cell::field>},

constexpr std::array table = {ALLOCSCALE_FACTORS(ALLOCSCALE_FACTOR)};

}  // namespace

std::span<const Factor> factors() { return table; }

const Factor& find_factor(std::string_view name) {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const Factor& factor) { return factor.name == name; });
  if (found == table.end()) throw std::logic_error("there is no factor '" + std::string(name) + "'");
  return *found;
}

std::string_view level_of(const Factor& factor, const Cell& cell) {
  return factor.levels[factor.get(cell)].name;
}

std::optional<std::size_t> find_level(const Factor& factor, std::string_view level) {
  for (std::size_t i = 0; i < factor.levels.size(); ++i)
    if (factor.levels[i].name == level) return i;
  return std::nullopt;
}

bool set_level(const Factor& factor, Cell& cell, std::string_view level) {
  const auto found = find_level(factor, level);
  if (found) factor.set(cell, *found);
  return found.has_value();
}

bool at_default(const Factor& factor, const Cell& cell) { return factor.get(cell) == factor.get(Cell{}); }

std::string option_of(const Factor& factor) {
  std::string option = "--" + std::string(factor.name);
  std::replace(option.begin(), option.end(), '_', '-');
  return option;
}

std::vector<std::string> varying_factors(std::span<const Cell> cells) {
  std::vector<std::string> names;
  for (const Factor& factor : table) {
    const auto differs = [&](const Cell& cell) { return factor.get(cell) != factor.get(cells.front()); };
    if (std::any_of(cells.begin(), cells.end(), differs)) names.emplace_back(factor.name);
  }
  return names;
}

std::string levels_text(const Cell& cell, std::span<const std::string> names) {
  std::string text;
  for (const Factor& factor : table) {
    // Siblings run as fast as they can unless their rate is matched, so beside their kind only that is told.
    const bool plain_rate =
        factor.name == "sibling_rate" && contains(names, "siblings") && at_default(factor, cell);
    if (contains(names, factor.name) && !plain_rate)
      text +=
          (text.empty() ? "" : ", ") + std::string(factor.name) + " " + std::string(level_of(factor, cell));
  }
  return text;
}

}  // namespace allocscale
