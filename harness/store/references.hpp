// Which tables of a store refer to a row of another, by the schema itself.
#pragma once

#include <SQLiteCpp/Database.h>

#include <string>
#include <utility>
#include <vector>

namespace allocscale {

/// Tables with the column by which their rows refer to another row.
using References = std::vector<std::pair<std::string, std::string>>;

/// The tables whose foreign keys refer to this column of the table.
[[nodiscard]] References references_to(SQLite::Database& database, const std::string& table,
                                       const std::string& column);

}  // namespace allocscale
