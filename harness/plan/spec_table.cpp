#include "harness/plan/spec_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/nearest_name.hpp"
#include "harness/base/quantity.hpp"
#include "harness/plan/levels.hpp"

namespace allocscale {

SpecTable::SpecTable(const std::string& file, std::string name, const SpecValue& table,
                     std::span<const SpecKey> keys)
    : file_(file), name_(std::move(name)), table_(table), keys_(keys) {
  if (table.kind != SpecValue::Kind::table)
    throw RequestError(
        fmt::format("{}: '{}' is {}; expected a table [{}]", place(table), name_, shown(table), name_));
  std::vector<std::string> names;
  for (const SpecKey& key : keys) names.emplace_back(key.name);
  for (const SpecEntry& entry : table.entries) {
    if (!contains(names, entry.key))
      throw RequestError(fmt::format("{}: unknown key '{}' {}{}", place_of(file_, entry.position), entry.key,
                                     where(), name_hint(entry.key, names)));
  }
}

const SpecValue* SpecTable::find(std::string_view key) const {
  const auto found = std::find_if(table_.entries.begin(), table_.entries.end(),
                                  [&](const SpecEntry& entry) { return entry.key == key; });
  return found == table_.entries.end() ? nullptr : &found->value;
}

const SpecValue& SpecTable::need(std::string_view key) const {
  if (const SpecValue* value = find(key)) return *value;
  throw RequestError(
      fmt::format("{}: missing key '{}' {}; expected {}", place(table_), key, where(), expected(key)));
}

std::string SpecTable::text(std::string_view key, const SpecValue& value) const {
  if (value.kind != SpecValue::Kind::text || value.text.find_first_not_of(" \t\r\n") == std::string::npos)
    reject(key, value);
  return value.text;
}

std::int64_t SpecTable::integer(std::string_view key, const SpecValue& value, std::int64_t least,
                                std::int64_t most) const {
  if (value.kind != SpecValue::Kind::integer || value.integer < least || value.integer > most)
    reject(key, value);
  return value.integer;
}

double SpecTable::span_seconds(std::string_view key, const SpecValue& value) const {
  const std::optional<double> seconds = parse_span(text(key, value));
  if (!seconds) reject(key, value);
  return *seconds;
}

std::span<const SpecValue> SpecTable::one_or_more(std::string_view key, const SpecValue& value) const {
  if (value.kind != SpecValue::Kind::list) return {&value, 1};
  if (value.items.empty()) reject(key, value);
  return value.items;
}

std::string SpecTable::level(const Factor& factor, const SpecValue& value) const {
  std::string given = text(factor.name, value);
  if (!find_level(factor, given))
    throw RequestError(fmt::format("{}: unknown {} {} {}{}", place(value), factor.name, shown(value), where(),
                                   level_hint(factor, given)));
  return given;
}

std::size_t SpecTable::word(std::string_view key, const SpecValue& value,
                            std::span<const std::string> words) const {
  const std::string given = text(key, value);
  const auto found = std::find(words.begin(), words.end(), given);
  if (found == words.end())
    throw RequestError(fmt::format("{}: unknown {} {} {}{}", place(value), key, shown(value), where(),
                                   name_hint(given, words)));
  return static_cast<std::size_t>(found - words.begin());
}

void SpecTable::reject(std::string_view key, const SpecValue& value) const {
  throw RequestError(
      fmt::format("{}: '{}' {} is {}; expected {}", place(value), key, where(), shown(value), expected(key)));
}

std::string SpecTable::where() const { return name_.empty() ? "at the top level" : "in [" + name_ + "]"; }

std::string_view SpecTable::expected(std::string_view key) const {
  const auto found =
      std::find_if(keys_.begin(), keys_.end(), [&](const SpecKey& known) { return known.name == key; });
  return found == keys_.end() ? std::string_view("nothing of that name") : found->expected;
}

std::span<const SpecValue> one_or_more_tables(const SpecValue& value) {
  if (value.kind == SpecValue::Kind::list && !value.items.empty()) return value.items;
  return {&value, 1};
}

}  // namespace allocscale
