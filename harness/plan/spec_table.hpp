// Reads one table of a spec file. Its keys are declared; anything else in the table is an error, whose
// message says where it is, what was found and what was expected.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/model/factor.hpp"
#include "harness/plan/spec_document.hpp"

namespace allocscale {

/// A key that a table may have. `expected` says in words what its value must be: "a list of …".
struct SpecKey {
  std::string_view name;
  std::string_view expected;
};

/// A table and the keys that it may have.
class SpecTable {
 public:
  /// `name` is empty for the top level of the file. The references must stay valid as long as this object.
  /// Throws RequestError when `table` is no table or has a key that is not among `keys`.
  SpecTable(const std::string& file, std::string name, const SpecValue& table, std::span<const SpecKey> keys);

  /// The key's value, or nullptr when it is not given.
  [[nodiscard]] const SpecValue* find(std::string_view key) const;
  /// The key's value. Throws RequestError, which names the table, when the key is missing.
  [[nodiscard]] const SpecValue& need(std::string_view key) const;

  // The value as the wanted type. Each throws RequestError when the value has another type or lies outside
  // the bounds; the bounds themselves are allowed.
  [[nodiscard]] std::string text(std::string_view key, const SpecValue& value) const;
  [[nodiscard]] std::int64_t integer(std::string_view key, const SpecValue& value, std::int64_t least,
                                     std::int64_t most) const;
  /// Seconds in "90s", "5m", "1.5h"; at most a year.
  [[nodiscard]] double span_seconds(std::string_view key, const SpecValue& value) const;
  /// The items of a list, at least one; or the value itself where it is no list.
  [[nodiscard]] std::span<const SpecValue> one_or_more(std::string_view key, const SpecValue& value) const;
  /// The level of the factor that the text names. Throws RequestError with level_hint() when it names none.
  [[nodiscard]] std::string level(const Factor& factor, const SpecValue& value) const;
  /// The index of the text in `words`. Throws RequestError with the nearest word when it is not among them.
  [[nodiscard]] std::size_t word(std::string_view key, const SpecValue& value,
                                 std::span<const std::string> words) const;

  /// Throws "FILE:LINE:COLUMN: 'KEY' in [TABLE] is FOUND; expected …".
  [[noreturn]] void reject(std::string_view key, const SpecValue& value) const;
  [[nodiscard]] const std::string& file() const { return file_; }
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

/// The tables of a list of them, [[NAME]], or the one table [NAME].
[[nodiscard]] std::span<const SpecValue> one_or_more_tables(const SpecValue& value);

}  // namespace allocscale
