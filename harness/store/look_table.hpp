// The log of the looks at the widths of a run's intervals.
#pragma once

#include <vector>

#include "harness/model/look.hpp"
#include "harness/store/connection.hpp"
#include "harness/store/run.hpp"

namespace allocscale {

/// See Store::record_look. Throws SQLite::Exception.
[[nodiscard]] bool write_look(SQLite::Database& database, RunId run, const Look& look);

/// In the order they were taken. Throws SQLite::Exception, and SetupError at a word that no store of ours
/// holds.
[[nodiscard]] std::vector<Look> read_looks(const Connection& connection, RunId run);

}  // namespace allocscale
