#include "harness/store/block_table.hpp"

#include <string>

#include "harness/store/row.hpp"

namespace allocscale {

static_assert(block_standing_name(BlockStanding::counts) == "counts");  // as replaced_blocks_query says

void settle_block(SQLite::Database& database, RunId run, int block, BlockStanding standing) {
  SQLite::Statement insert(
      database, "INSERT INTO settled_block (run, block, standing) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
  execute(insert, run, block, std::string(block_standing_name(standing)));
}

std::map<int, BlockStanding> settled_blocks(const Connection& connection, RunId run) {
  SQLite::Statement query(connection.database, "SELECT block, standing FROM settled_block WHERE run = ?");
  std::map<int, BlockStanding> settled;
  with(query, run);
  while (query.executeStep()) {
    RowReader row(query);
    const int block = row.next<int>();
    const auto word = row.next<std::string>();
    settled[block] = known(connection, word, block_standing_of(word));
  }
  return settled;
}

}  // namespace allocscale
