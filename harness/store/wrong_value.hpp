// A stored value that no store of ours holds: the file was edited, damaged or forged.
#pragma once

#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace allocscale {

/// Names row and column; Connection::guard() turns it into the error line of the store.
class WrongValue : public std::runtime_error {
 public:
  explicit WrongValue(const std::string& what) : std::runtime_error(what) {}
};

/// Which row is read: "trial", 7; "a sample of trial", 7.
struct RowName {
  std::string_view what;
  std::int64_t id = 0;
};

/// "a sample of trial 7".
[[nodiscard]] std::string row_text(const RowName& row);

/// Throws WrongValue: "a sample of trial 7 has iteration = -1". `column` is its number in the statement's
/// row.
[[noreturn]] void refuse_value(const SQLite::Statement& statement, int column, const RowName& row);

/// Steps a statement to its one row. Throws WrongValue when there is none: "there is no machine 5".
void step_to_row(SQLite::Statement& statement, const RowName& row);

}  // namespace allocscale
