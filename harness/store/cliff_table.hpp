// Cliff maps as rows: one for each machine, allocator, library and use of a buffer.
#pragma once

#include <SQLiteCpp/Database.h>

#include <vector>

#include "harness/model/cliff.hpp"
#include "harness/model/machine.hpp"

namespace allocscale {

/// See Store::record_cliffs. One transaction. Throws SQLite::Exception.
void write_cliffs(SQLite::Database& database, const Machine& machine, const CliffLine& line);

/// See Store::cliffs. Throws SQLite::Exception.
[[nodiscard]] std::vector<CliffLine> read_cliffs(SQLite::Database& database, const Machine& machine);

}  // namespace allocscale
