#include "harness/store/block_table.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

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

int blocks_done(const Connection& connection, RunId run) {
  const std::map<int, BlockStatus> statuses = read_block_statuses(connection, run);
  SQLite::Statement query(connection.database,
                          "SELECT block, count(*) FROM trial WHERE run = ? GROUP BY block");
  int done = 0;
  std::int64_t most = 0;  // trials of a block that counts
  std::vector<std::int64_t> undecided;
  with(query, run);
  while (query.executeStep()) {
    RowReader row(query, {"a block of run", run});
    const int block = row.next<int>();
    const auto trials = row.next<std::int64_t>();
    const auto status = statuses.find(block);
    if (status == statuses.end()) {
      undecided.push_back(trials);
    } else if (status->second == BlockStatus::counts) {
      ++done;
      most = std::max(most, trials);
    }
  }
  for (const std::int64_t trials : undecided)
    if (most > 0 && trials >= most) ++done;
  return done;
}

}  // namespace allocscale
