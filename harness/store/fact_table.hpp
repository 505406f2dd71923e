// The facts of a run's kernels and layouts, as stored. The analysis uses them, not the facts of this build.
#pragma once

#include "harness/model/facts.hpp"
#include "harness/store/connection.hpp"
#include "harness/store/run.hpp"

namespace allocscale {

/// Stores the facts of a new run. Throws SQLite::Exception.
void insert_facts(SQLite::Database& database, RunId run, const Facts& facts);

/// The facts of a run; empty when there is no such run. Throws SQLite::Exception, and SetupError at a word
/// that no store of ours holds.
[[nodiscard]] Facts read_facts(const Connection& connection, RunId run);

}  // namespace allocscale
