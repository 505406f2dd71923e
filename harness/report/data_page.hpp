// Writes rows of data as a table, as CSV or as JSON, while they come.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/model/data_table.hpp"
#include "harness/report/terminal.hpp"

namespace allocscale {

/// A table on a screen shows so many rows; CSV and JSON have all.
inline constexpr std::size_t most_rows_shown = 1000;

/// Takes the names of the columns, then rows, then the end. What it puts is clean (clean_page, csv_field).
class DataPage {
 public:
  using Put = std::function<void(std::string_view text)>;

  /// `format`: "table", "csv" or "json". Throws RequestError for another one.
  DataPage(const std::string& format, const TerminalStyle& style, Put put);

  void head(const std::vector<std::string>& columns);
  /// False where the page shows no more rows.
  bool row(const std::vector<DataValue>& values);
  void end();

 private:
  enum class Form { table, csv, json };

  void draw();

  Form form_ = Form::table;
  TerminalStyle style_;
  Put put_;
  std::vector<std::string> columns_;
  std::vector<std::vector<DataValue>> rows_ = {};  // of a table, until it is drawn
  std::size_t count_ = 0;
};

/// The columns of the tables, a row each: view, column, unit, meaning.
[[nodiscard]] DataTable column_list(std::span<const DataTable> tables);

/// The same for a screen: the name and meaning of each table, then its columns.
[[nodiscard]] std::string column_text(std::span<const DataTable> tables, const TerminalStyle& style);

}  // namespace allocscale
