#include "harness/store/wrong_value.hpp"

#include <SQLiteCpp/Column.h>
#include <fmt/format.h>

namespace allocscale {
namespace {

constexpr std::size_t most_shown = 40;

std::string value_text(const SQLite::Column& value) {
  if (value.isNull()) return "NULL";
  if (value.isInteger() || value.isFloat()) return value.getString();
  return fmt::format("'{}'", value.getString().substr(0, most_shown));
}

}  // namespace

std::string row_text(const RowName& row) { return fmt::format("{} {}", row.what, row.id); }

void refuse_value(const SQLite::Statement& statement, int column, const RowName& row) {
  const SQLite::Column value = statement.getColumn(column);
  throw WrongValue(fmt::format("{} has {} = {}", row_text(row), value.getName(), value_text(value)));
}

void step_to_row(SQLite::Statement& statement, const RowName& row) {
  if (!statement.executeStep()) throw WrongValue("there is no " + row_text(row));
}

}  // namespace allocscale
