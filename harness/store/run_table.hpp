// The rows that describe a run: the run itself, its machine, its cells and its allocator builds.
#pragma once

#include <SQLiteCpp/Database.h>

#include <optional>
#include <string>
#include <vector>

#include "harness/store/connection.hpp"
#include "harness/store/row.hpp"
#include "harness/store/run.hpp"

namespace allocscale {

/// A number that no run has or had. Throws SQLite::Exception.
[[nodiscard]] RunId next_run_number(SQLite::Database& database);

/// The next columns of a run, shard, shards, replicas and split; nothing where all are NULL. Throws
/// WrongValue.
[[nodiscard]] std::optional<Shard> read_shard(RowReader& row);

/// See Store::open_run. One transaction. Throws SQLite::Exception.
[[nodiscard]] OpenedRun open_run(SQLite::Database& database, const RunHead& head, bool fresh);

/// See Store::discard_empty_run. One transaction. Throws SQLite::Exception.
void discard_empty_run(SQLite::Database& database, RunId run);

/// See Store::runs. Throws SQLite::Exception.
[[nodiscard]] std::vector<RunSummary> list_runs(Connection& connection);

/// See Store::set_note. Throws SQLite::Exception.
void set_note(SQLite::Database& database, RunId run, const std::string& note);

/// See Store::newest_run. Throws SQLite::Exception.
[[nodiscard]] std::optional<RunId> newest_run(SQLite::Database& database, const std::string& experiment);

}  // namespace allocscale
