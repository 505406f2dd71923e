#include "harness/store/references.hpp"

#include "harness/store/row.hpp"

namespace allocscale {

References references_to(SQLite::Database& database, const std::string& table, const std::string& column) {
  SQLite::Statement query(database,
                          "SELECT child.name, key.\"from\" FROM sqlite_master AS child, "
                          "pragma_foreign_key_list(child.name) AS key "
                          "WHERE child.type = 'table' AND key.\"table\" = ? AND key.\"to\" = ?");
  References found;
  with(query, table, column);
  while (query.executeStep())
    found.emplace_back(query.getColumn(0).getString(), query.getColumn(1).getString());
  return found;
}

}  // namespace allocscale
