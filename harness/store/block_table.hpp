// The status of a run's blocks: which count, and which a later block replaced.
#pragma once

#include <map>
#include <string_view>

#include "harness/model/block_status.hpp"
#include "harness/store/connection.hpp"
#include "harness/store/run.hpp"

namespace allocscale {

/// Selects the numbers of one run's blocks that do not count; one parameter, the run.
inline constexpr std::string_view replaced_blocks_query =
    "SELECT block FROM settled_block WHERE run = ? AND standing <> 'counts'";

/// See Store::record_block. Throws SQLite::Exception.
void write_block_status(SQLite::Database& database, RunId run, int block, BlockStatus status);

/// See Store::block_statuses. Throws SQLite::Exception, and SetupError at a word that no store of ours holds.
[[nodiscard]] std::map<int, BlockStatus> read_block_statuses(const Connection& connection, RunId run);

/// How many blocks of the run count. A block without a status counts if it has as many trials as a block that
/// counts: earlier programs gave the last block none. Throws as read_block_statuses().
[[nodiscard]] int blocks_done(const Connection& connection, RunId run);

}  // namespace allocscale
