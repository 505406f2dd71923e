#include "harness/store/look_table.hpp"

#include <string>

#include "harness/store/row.hpp"

namespace allocscale {

bool write_look(SQLite::Database& database, RunId run, const Look& look) {
  // IS, since a look at the budget has no width.
  SQLite::Statement insert(
      database,
      "INSERT INTO look (run, blocks, elapsed_seconds, widest, wanted, decision) SELECT ?1, ?2, ?3, ?4, ?5, "
      "?6 WHERE NOT EXISTS (SELECT 1 FROM look WHERE id = (SELECT max(id) FROM look WHERE run = ?1) AND "
      "blocks = ?2 AND widest IS ?4 AND wanted IS ?5 AND decision = ?6)");
  return execute(insert, run, look.blocks, look.elapsed_seconds, look.widest, look.wanted,
                 std::string(stop_decision_name(look.decision))) == 1;
}

std::vector<Look> read_looks(const Connection& connection, RunId run) {
  SQLite::Statement query(
      connection.database,
      "SELECT blocks, elapsed_seconds, widest, wanted, decision FROM look WHERE run = ? ORDER BY id");
  std::vector<Look> looks;
  with(query, run);
  while (query.executeStep()) {
    RowReader row(query);
    Look& look = looks.emplace_back();
    look.blocks = row.next<int>();
    look.elapsed_seconds = row.next<double>();
    look.widest = row.next<std::optional<double>>();
    look.wanted = row.next<std::optional<double>>();
    const auto word = row.next<std::string>();
    look.decision = known(connection, word, stop_decision_of(word));
  }
  return looks;
}

}  // namespace allocscale
