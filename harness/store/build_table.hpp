// The allocator builds of runs as rows; a build is stored once, however many runs have it.
#pragma once

#include <SQLiteCpp/Database.h>

#include <span>
#include <vector>

#include "harness/model/run_description.hpp"
#include "harness/store/run.hpp"

namespace allocscale {

/// Stores the builds of a run, in their order. Call it in a transaction. Throws SQLite::Exception.
void insert_builds(SQLite::Database& database, RunId run, std::span<const AllocatorBuild> builds);

/// The builds of the run, in their order. Throws SQLite::Exception and WrongValue.
[[nodiscard]] std::vector<AllocatorBuild> read_builds(SQLite::Database& database, RunId run);

}  // namespace allocscale
