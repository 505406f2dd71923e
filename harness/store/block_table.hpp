// The table of settled blocks: which blocks count, and which a later block replaced.
#pragma once

#include <map>
#include <string_view>

#include "harness/model/block_standing.hpp"
#include "harness/store/connection.hpp"
#include "harness/store/run.hpp"

namespace allocscale {

/// Selects the numbers of one run's blocks that do not count; one parameter, the run.
inline constexpr std::string_view replaced_blocks_query =
    "SELECT block FROM settled_block WHERE run = ? AND standing <> 'counts'";

/// See Store::settle. Throws SQLite::Exception.
void settle_block(SQLite::Database& database, RunId run, int block, BlockStanding standing);

/// See Store::settled. Throws SQLite::Exception, and SetupError at a word that no store of ours holds.
[[nodiscard]] std::map<int, BlockStanding> settled_blocks(const Connection& connection, RunId run);

}  // namespace allocscale
