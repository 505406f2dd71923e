// The log of a run's stop checks.
#pragma once

#include <vector>

#include "harness/model/stop_check.hpp"
#include "harness/store/connection.hpp"
#include "harness/store/run.hpp"

namespace allocscale {

/// See Store::record_stop_check. Throws SQLite::Exception.
[[nodiscard]] bool write_stop_check(SQLite::Database& database, RunId run, const StopCheck& check);

/// In the order they were made. Throws SQLite::Exception, and SetupError at a word that no store of ours
/// holds.
[[nodiscard]] std::vector<StopCheck> read_stop_checks(const Connection& connection, RunId run);

}  // namespace allocscale
