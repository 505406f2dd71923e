#include "harness/store/run_deletion.hpp"

#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

#include <string>

#include "harness/store/references.hpp"
#include "harness/store/row.hpp"

namespace allocscale {
namespace {

void delete_trials(SQLite::Database& database, RunId run) {
  // What belongs to a worker goes first, then what belongs to a trial.
  for (const References& children :
       {references_to(database, "worker", "trial"), references_to(database, "trial", "id")})
    for (const auto& [table, column] : children) {
      SQLite::Statement rows(
          database,
          fmt::format("DELETE FROM {} WHERE {} IN (SELECT id FROM trial WHERE run = ?)", table, column));
      execute(rows, run);
    }
  SQLite::Statement trials(database, "DELETE FROM trial WHERE run = ?");
  execute(trials, run);
}

void delete_unused(SQLite::Database& database) {
  database.exec(
      "DELETE FROM cell WHERE id NOT IN (SELECT cell FROM run_cell);"
      "DELETE FROM allocator_build WHERE id NOT IN (SELECT allocator_build FROM run_build);"
      "DELETE FROM machine_cache WHERE machine NOT IN (SELECT machine FROM run UNION SELECT machine FROM cliff_line);"
      "DELETE FROM machine WHERE id NOT IN (SELECT machine FROM run UNION SELECT machine FROM cliff_line)");
}

std::size_t count_trials(SQLite::Database& database, RunId run) {
  SQLite::Statement query(database, "SELECT count(*) FROM trial WHERE run = ?");
  with(query, run).executeStep();
  return static_cast<std::size_t>(query.getColumn(0).getInt64());
}

}  // namespace

void delete_rows_of(SQLite::Database& database, RunId run) {
  delete_trials(database, run);
  for (const auto& [table, column] : references_to(database, "run", "id")) {
    SQLite::Statement rows(database, fmt::format("DELETE FROM {} WHERE {} = ?", table, column));
    execute(rows, run);
  }
  SQLite::Statement row(database, "DELETE FROM run WHERE id = ?");
  execute(row, run);
}

std::size_t delete_runs(SQLite::Database& database, std::span<const RunId> runs, std::int64_t now_unix_ns) {
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  SQLite::Statement deleted(
      database,
      "INSERT INTO deleted_run (run, trials, deleted_at_unix_ns) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
  std::size_t trials = 0;
  for (const RunId run : runs) {
    const std::size_t of_run = count_trials(database, run);
    execute(deleted, run, of_run, now_unix_ns);
    delete_rows_of(database, run);
    trials += of_run;
  }
  delete_unused(database);
  transaction.commit();
  return trials;
}

}  // namespace allocscale
