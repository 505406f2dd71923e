#include "harness/plan/spec_document.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

#include "harness/base/error.hpp"

namespace allocscale {
namespace {

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

}  // namespace

SpecValue parse_document(std::string_view text, const std::string& file_name) {
  try {
    return converted(toml::parse(text, file_name));
  } catch (const toml::parse_error& error) {
    throw RequestError(
        fmt::format("{}: {}", place_of(file_name, position_of(error.source())), error.description()));
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
  std::string line = value.text.substr(0, std::min(value.text.find_first_of("\r\n"), longest));
  if (line.size() < value.text.size()) {
    // Never cut a UTF-8 sequence: drop its continuation bytes and its head.
    while (!line.empty() && (static_cast<unsigned char>(value.text[line.size()]) & 0xc0U) == 0x80)
      line.pop_back();
    line += "…";
  }
  return is_text ? "\"" + line + "\"" : line;
}

}  // namespace allocscale
