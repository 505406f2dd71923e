// A spec file as values that know their place in it. The TOML library is seen by one .cpp only: its header
// costs seconds of compile time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace allocscale {

/// Counted from 1; columns in characters.
struct SpecPosition {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

struct SpecEntry;

struct SpecValue {
  enum class Kind { text, integer, real, boolean, list, table, time };

  Kind kind = Kind::table;
  SpecPosition position;
  std::string text;                // of a text; of other single values, as written in TOML
  std::int64_t integer = 0;        // of an integer
  double real = 0;                 // of an integer or a real
  std::vector<SpecValue> items;    // of a list
  std::vector<SpecEntry> entries;  // of a table, in the order of the file
};

struct SpecEntry {
  std::string key;
  SpecPosition position;
  SpecValue value;
};

/// Reads TOML 1.0. Throws RequestError "FILE:LINE:COLUMN: …" at the first syntax error.
[[nodiscard]] SpecValue parse_document(std::string_view text, const std::string& file_name);

/// "FILE:LINE:COLUMN".
[[nodiscard]] std::string place_of(const std::string& file_name, SpecPosition position);

/// The value as a message shows it: at most 40 characters of one line.
[[nodiscard]] std::string shown(const SpecValue& value);

}  // namespace allocscale
