#include "harness/report/json_text.hpp"

#include <variant>

#include "harness/base/clean_text.hpp"
#include "harness/model/cell_columns.hpp"

namespace allocscale {

Json json_of(const DataValue& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return *whole;
  if (const auto* number = std::get_if<double>(&value)) return *number;  // dumped as null where not finite
  if (const auto* text = std::get_if<std::string>(&value)) return clean_page(*text);
  return nullptr;
}

Json json_row(const std::vector<DataColumn>& columns, const std::vector<DataValue>& values) {
  Json object = Json::object();
  for (std::size_t i = 0; i < columns.size(); ++i) object[columns[i].name] = json_of(values.at(i));
  return object;
}

Json json_cell(const Cell& cell) { return json_row(cell_columns(), cell_values(cell)); }

std::string json_text(const Json& json, int indent) {
  return clean_page(json.dump(indent, ' ', false, Json::error_handler_t::replace));
}

}  // namespace allocscale
