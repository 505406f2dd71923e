#include "harness/report/data_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "harness/base/clean_text.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/report/csv_field.hpp"
#include "harness/report/grid.hpp"
#include "harness/report/json_text.hpp"
#include "harness/report/page.hpp"
#include "harness/report/text_table.hpp"

namespace allocscale {
namespace {

bool is_number(const DataValue& value) {
  return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
}

// `exact`: all digits of a number, so that it is read back as the same one.
std::string text_of(const DataValue& value, bool exact) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *whole);
  if (const auto* number = std::get_if<double>(&value))
    return exact ? fmt::format("{}", *number) : fmt::format("{:.6g}", *number);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return "";
}

// Two columns of one name would be one key.
std::vector<std::string> unlike(const std::vector<std::string>& names) {
  std::vector<std::string> keys;
  for (const std::string& name : names) {
    std::string key = name;
    for (int number = 2; contains(keys, key); ++number) key = fmt::format("{}_{}", name, number);
    keys.push_back(key);
  }
  return keys;
}

}  // namespace

DataPage::DataPage(const std::string& format, const TerminalStyle& style, Put put)
    : style_(style), put_(std::move(put)) {
  if (format == "csv")
    form_ = Form::csv;
  else if (format == "json")
    form_ = Form::json;
  else if (format != "table")
    throw RequestError(fmt::format("--format: '{}' is none of table, csv, json", clean_line(format)));
}

void DataPage::head(const std::vector<std::string>& columns) {
  columns_ = form_ == Form::json ? unlike(columns) : columns;
  if (form_ == Form::csv) put_(csv_line(columns_));
  if (form_ == Form::json) put_("[");
}

bool DataPage::row(const std::vector<DataValue>& values) {
  if (form_ == Form::table && rows_.size() == most_rows_shown) {
    ++count_;
    return false;
  }
  ++count_;
  if (form_ == Form::table) {
    rows_.push_back(values);
  } else if (form_ == Form::csv) {
    std::vector<std::string> texts;
    for (const DataValue& value : values) texts.push_back(text_of(value, true));
    put_(csv_line(texts));
  } else {
    Json object = Json::object();
    for (std::size_t i = 0; i < values.size(); ++i) object[clean_line(columns_[i])] = json_of(values[i]);
    put_((count_ == 1 ? "\n" : ",\n") + json_text(object));
  }
  return true;
}

void DataPage::end() {
  if (form_ == Form::json) put_(count_ == 0 ? "]\n" : "\n]\n");
  if (form_ == Form::table) draw();
}

void DataPage::draw() {
  Grid grid;
  grid.keys = columns_.size() > 1 ? 1 : 0;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const bool right =
        std::any_of(rows_.begin(), rows_.end(), [i](const auto& row) { return is_number(row[i]); });
    grid.columns.push_back({"", clean_line(columns_[i]), right});
  }
  for (const std::vector<DataValue>& row : rows_) {
    std::vector<GridCell>& cells = grid.rows.emplace_back();
    for (const DataValue& value : row) cells.push_back({clean_line(text_of(value, false)), Tone::plain});
  }
  put_(draw_table(grid, style_));
  if (count_ > rows_.size())
    put_(fmt::format("the first {} rows; there are more: --format csv has all\n", rows_.size()));
}

DataTable column_list(std::span<const DataTable> tables) {
  DataTable list;
  for (const char* name : {"view", "column", "unit", "meaning"}) list.columns.push_back({name, "", ""});
  for (const DataTable& table : tables)
    for (const DataColumn& column : table.columns)
      list.rows.push_back({table.name, column.name, column.unit, column.meaning});
  return list;
}

std::string column_text(std::span<const DataTable> tables, const TerminalStyle& style) {
  Page page(style);
  for (const DataTable& table : tables) {
    page.title(fmt::format("{}: {}", table.name, table.meaning));
    for (const DataColumn& column : table.columns)
      page.paragraph(
          fmt::format("{}{}{}{}", column.name, column.unit.empty() ? "" : fmt::format(" [{}]", column.unit),
                      column.meaning.empty() ? "" : ": ", column.meaning),
          4);
    page.blank();
  }
  return std::move(page).text();
}

}  // namespace allocscale
