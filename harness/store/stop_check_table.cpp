#include "harness/store/stop_check_table.hpp"

#include <string>

#include "harness/store/row.hpp"

namespace allocscale {

bool write_stop_check(SQLite::Database& database, RunId run, const StopCheck& check) {
  // IS, since a check of the budget has no width.
  SQLite::Statement insert(
      database,
      "INSERT INTO look (run, blocks, elapsed_seconds, widest, wanted, decision) SELECT ?1, ?2, ?3, ?4, ?5, "
      "?6 WHERE NOT EXISTS (SELECT 1 FROM look WHERE id = (SELECT max(id) FROM look WHERE run = ?1) AND "
      "blocks = ?2 AND widest IS ?4 AND wanted IS ?5 AND decision = ?6)");
  return execute(insert, run, check.blocks, check.elapsed_seconds, check.widest, check.wanted,
                 std::string(stop_decision_name(check.decision))) == 1;
}

std::vector<StopCheck> read_stop_checks(const Connection& connection, RunId run) {
  SQLite::Statement query(
      connection.database,
      "SELECT blocks, elapsed_seconds, widest, wanted, decision FROM look WHERE run = ? ORDER BY id");
  std::vector<StopCheck> checks;
  with(query, run);
  while (query.executeStep()) {
    RowReader row(query, {"a look of run", run});
    StopCheck& check = checks.emplace_back();
    check.blocks = row.next<int>();
    check.elapsed_seconds = row.next<double>();
    check.widest = row.next<std::optional<double>>();
    check.wanted = row.next<std::optional<double>>();
    const auto word = row.next<std::string>();
    check.decision = known(connection, word, stop_decision_of(word));
  }
  return checks;
}

}  // namespace allocscale
