// One table of a spec file, read strictly: what it may hold is declared, anything else is an error that says
// where, what was found and what was expected.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/plan/spec_document.hpp"

namespace allocscale {

/// A key that a table may hold, and what its value must be, in words: "a list of …".
struct SpecKey {
  std::string_view name;
  std::string_view expected;
};

class SpecTable {
 public:
  /// `name` is empty for the top level of the file. All references are kept. Throws RequestError when `table`
  /// is no table or holds a key that is not among `keys`.
  SpecTable(const std::string& file, std::string name, const SpecValue& table, std::span<const SpecKey> keys);

  /// The key's value, or nullptr when it is not given.
  [[nodiscard]] const SpecValue* find(std::string_view key) const;
  /// The key's value. Throws RequestError naming the table it is missing from.
  [[nodiscard]] const SpecValue& need(std::string_view key) const;

  // The value in the type wanted; RequestError when it has another type or lies outside the bounds, included.
  [[nodiscard]] std::string text(std::string_view key, const SpecValue& value) const;
  [[nodiscard]] std::int64_t integer(std::string_view key, const SpecValue& value, std::int64_t least,
                                     std::int64_t most) const;
  /// Seconds in "90s", "5m", "1.5h"; at most a year.
  [[nodiscard]] double span_seconds(std::string_view key, const SpecValue& value) const;
  /// The items of a list, or the value itself where a single one was given. At least one.
  [[nodiscard]] std::span<const SpecValue> one_or_more(std::string_view key, const SpecValue& value) const;
  /// The index of the text among `words`; RequestError with the nearest one.
  [[nodiscard]] std::size_t word(std::string_view key, const SpecValue& value,
                                 std::span<const std::string> words) const;

  /// Throws "FILE:LINE:COLUMN: 'KEY' in [TABLE] is FOUND; expected …".
  [[noreturn]] void reject(std::string_view key, const SpecValue& value) const;
  /// "FILE:LINE:COLUMN" of the value.
  [[nodiscard]] std::string place(const SpecValue& value) const { return place_of(file_, value.position); }

 private:
  [[nodiscard]] std::string where() const;  // "in [factors]"
  [[nodiscard]] std::string_view expected(std::string_view key) const;

  const std::string& file_;
  std::string name_;
  const SpecValue& table_;
  std::span<const SpecKey> keys_;
};

}  // namespace allocscale
