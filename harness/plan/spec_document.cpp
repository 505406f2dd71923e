#include "harness/plan/spec_document.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

#include "harness/base/clean_text.hpp"
#include "harness/base/error.hpp"

namespace allocscale {
namespace {

constexpr std::ptrdiff_t most_dots_of_line = 64;

SpecPosition position_of(const toml::source_region& region) {
  return {region.begin.line, region.begin.column};
}

SpecValue converted(const toml::node& node);

void convert_entries(const toml::table& table, SpecValue& value) {
  for (const auto& [key, node] : table)
    value.entries.push_back({std::string(key.str()), position_of(key.source()), converted(node)});
  // The library keeps keys in alphabetical order; messages name the first wrong one of the file.
  std::sort(value.entries.begin(), value.entries.end(), [](const SpecEntry& a, const SpecEntry& b) {
    return std::tie(a.position.line, a.position.column) < std::tie(b.position.line, b.position.column);
  });
}

SpecValue converted(const toml::node& node) {
  SpecValue value;
  value.position = position_of(node.source());
  if (const toml::table* table = node.as_table()) {
    value.kind = SpecValue::Kind::table;
    convert_entries(*table, value);
    return value;
  }
  if (const toml::array* array = node.as_array()) {
    value.kind = SpecValue::Kind::list;
    for (const toml::node& item : *array) value.items.push_back(converted(item));
    return value;
  }
  if (const auto* text = node.as_string()) {
    value.kind = SpecValue::Kind::text;
    value.text = text->get();
    return value;
  }
  std::ostringstream written;
  node.visit([&](const auto& single) { written << single; });
  value.text = written.str();
  value.kind = SpecValue::Kind::time;
  if (const auto* integer = node.as_integer()) {
    value.kind = SpecValue::Kind::integer;
    value.integer = integer->get();
    value.real = static_cast<double>(value.integer);
  } else if (const auto* real = node.as_floating_point()) {
    value.kind = SpecValue::Kind::real;
    value.real = real->get();
  } else if (node.is_boolean()) {
    value.kind = SpecValue::Kind::boolean;
  }
  return value;
}

// The parser calls itself for each part of a dotted key, and so does what reads its tree.
void check_dots(std::string_view text, const std::string& file_name) {
  SpecPosition position = {1, 1};
  for (std::size_t begin = 0; begin < text.size(); ++position.line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const auto dots = std::count(text.begin() + static_cast<std::ptrdiff_t>(begin),
                                 text.begin() + static_cast<std::ptrdiff_t>(end), '.');
    if (dots > most_dots_of_line)
      throw RequestError(fmt::format("{}: a line of {} dots; a line of a spec has at most {}",
                                     place_of(file_name, position), dots, most_dots_of_line));
    begin = end + 1;
  }
}

// What the library says, without the name of its macro.
std::string described(const toml::parse_error& error) {
  std::string text(error.description());
  const std::size_t macro = text.find(" (TOML_");
  return macro == std::string::npos ? text : text.substr(0, macro);
}

}  // namespace

SpecValue parse_document(std::string_view text, const std::string& file_name) {
  check_dots(text, file_name);
  try {
    return converted(toml::parse(text, file_name));
  } catch (const toml::parse_error& error) {
    throw RequestError(
        fmt::format("{}: {}", place_of(file_name, position_of(error.source())), described(error)));
  }
}

std::string place_of(const std::string& file_name, SpecPosition position) {
  return fmt::format("{}:{}:{}", file_name, position.line, position.column);
}

std::string shown(const SpecValue& value) {
  constexpr std::size_t longest = 40;
  if (value.kind == SpecValue::Kind::list) return value.items.empty() ? "an empty list" : "a list";
  if (value.kind == SpecValue::Kind::table) return "a table";
  const bool is_text = value.kind == SpecValue::Kind::text;
  std::string line = cut_text(value.text, std::min(value.text.find_first_of("\r\n"), longest));
  if (line.size() < value.text.size()) line += "…";
  return is_text ? "\"" + line + "\"" : line;
}

}  // namespace allocscale
