// Deletes runs with all that belongs to them.
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstddef>
#include <span>

#include "harness/store/run.hpp"

namespace allocscale {

/// Deletes every row that belongs to the run, whatever table it is in: tables are found by their foreign
/// keys. Call it in a transaction. Throws SQLite::Exception.
void delete_rows_of(SQLite::Database& database, RunId run);

/// See Store::delete_runs. One transaction. The numbers of the runs are kept, so that no later run gets one
/// of them. Machines, cells and builds that no run has any more are deleted too. Throws SQLite::Exception.
[[nodiscard]] std::size_t delete_runs(SQLite::Database& database, std::span<const RunId> runs,
                                      std::int64_t now_unix_ns);

}  // namespace allocscale
