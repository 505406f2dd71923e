// A spec file as a tree of values, each with its position in the file. Only the .cpp includes the TOML
// library, whose header takes seconds to compile.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace allocscale {

/// A position in the file. Lines and columns count from 1; a column is a character.
struct SpecPosition {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

struct SpecEntry;

/// A value, of any kind.
struct SpecValue {
  enum class Kind { text, integer, real, boolean, list, table, time };

  Kind kind = Kind::table;
  SpecPosition position;
  std::string text;                // of a text; of another single value, its TOML text
  std::int64_t integer = 0;        // of an integer
  double real = 0;                 // of an integer or a real
  std::vector<SpecValue> items;    // of a list
  std::vector<SpecEntry> entries;  // of a table, in the order of the file
};

/// A key of a table, and its value.
struct SpecEntry {
  std::string key;
  SpecPosition position;
  SpecValue value;
};

/// The tree of a TOML 1.0 text. Throws RequestError "FILE:LINE:COLUMN: …" at the first syntax error, and at a
/// line of more than 64 dots: keys of many thousand parts would exhaust the stack.
[[nodiscard]] SpecValue parse_document(std::string_view text, const std::string& file_name);

/// The position as messages have it: "FILE:LINE:COLUMN".
[[nodiscard]] std::string place_of(const std::string& file_name, SpecPosition position);

/// The value as a message shows it: at most 40 characters of one line.
[[nodiscard]] std::string shown(const SpecValue& value);

}  // namespace allocscale
