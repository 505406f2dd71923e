#include "harness/store/block_table.hpp"

#include <string>

#include "harness/store/row.hpp"

namespace allocscale {

static_assert(block_status_name(BlockStatus::counts) == "counts");  // as replaced_blocks_query says

void write_block_status(SQLite::Database& database, RunId run, int block, BlockStatus status) {
  SQLite::Statement insert(
      database, "INSERT INTO settled_block (run, block, standing) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
  execute(insert, run, block, std::string(block_status_name(status)));
}

std::map<int, BlockStatus> read_block_statuses(const Connection& connection, RunId run) {
  SQLite::Statement query(connection.database, "SELECT block, standing FROM settled_block WHERE run = ?");
  std::map<int, BlockStatus> statuses;
  with(query, run);
  while (query.executeStep()) {
    RowReader row(query, {"a block of run", run});
    const int block = row.next<int>();
    const auto word = row.next<std::string>();
    statuses[block] = known(connection, word, block_status_of(word));
  }
  return statuses;
}

}  // namespace allocscale
