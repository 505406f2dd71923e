#include "harness/store/check.hpp"

#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>

#include "harness/store/load.hpp"
#include "harness/store/run_table.hpp"

namespace allocscale {
namespace {

using Faults = std::vector<std::string>;

void add_damaged_pages(SQLite::Database& database, Faults& faults) {
  SQLite::Statement query(database, "PRAGMA integrity_check(10)");
  while (query.executeStep())
    if (const std::string line = query.getColumn(0).getString(); line != "ok") faults.push_back(line);
}

void add_orphans(SQLite::Database& database, Faults& faults) {
  SQLite::Statement query(database,
                          "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2");
  while (query.executeStep())
    faults.push_back(fmt::format("{} of table {} refer to rows of {} that are not there",
                                 query.getColumn(2).getInt64(), query.getColumn(0).getString(),
                                 query.getColumn(1).getString()));
}

void add_incomplete_trials(SQLite::Database& database, Faults& faults) {
  SQLite::Statement query(
      database,
      "SELECT trial.id, cell.workers, (SELECT count(*) FROM worker WHERE worker.trial = trial.id) AS found FROM trial "
      "JOIN run_cell ON run_cell.run = trial.run AND run_cell.ordinal = trial.cell JOIN cell ON cell.id = run_cell.cell "
      "WHERE outcome = 'complete' AND found <> cell.workers LIMIT 10");
  while (query.executeStep())
    faults.push_back(fmt::format("trial {} is complete and has {} of {} workers",
                                 query.getColumn(0).getInt64(), query.getColumn(2).getInt64(),
                                 query.getColumn(1).getInt64()));
}

void add_wrong_values(Connection& connection, Faults& faults) {
  for (const RunSummary& run : list_runs(connection)) {
    try {
      static_cast<void>(load_run(connection, run.id));
    } catch (const WrongValue& wrong) {
      faults.push_back(wrong.what());
    } catch (const SetupError& wrong) {
      faults.push_back(wrong.what());
    }
  }
}

}  // namespace

std::vector<std::string> find_faults(Connection& connection) {
  Faults faults;
  add_damaged_pages(connection.database, faults);
  add_orphans(connection.database, faults);
  add_incomplete_trials(connection.database, faults);
  add_wrong_values(connection, faults);
  return faults;
}

}  // namespace allocscale
