// Trials as rows: one transaction each, with their workers and samples.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>

#include "harness/model/trial.hpp"
#include "harness/store/run.hpp"

namespace allocscale {

/// Holds the prepared statements, which cost more than the rows they insert.
class TrialWriter {
 public:
  explicit TrialWriter(SQLite::Database& database);

  /// See Store::record. Throws SQLite::Exception, with the transaction rolled back.
  bool write(RunId run, const PlannedTrial& planned, const TrialResult& result,
             std::int64_t started_at_unix_ns, bool resumed);

 private:
  SQLite::Database& database_;
  SQLite::Statement trial_;
  SQLite::Statement worker_;
  SQLite::Statement sample_;
};

/// See Store::recorded. Throws SQLite::Exception.
[[nodiscard]] std::set<Slot> recorded_slots(SQLite::Database& database, RunId run);

/// See Store::longest_trials_ns. Throws SQLite::Exception.
[[nodiscard]] std::map<std::size_t, std::int64_t> longest_trials_ns(SQLite::Database& database, RunId run);

}  // namespace allocscale
