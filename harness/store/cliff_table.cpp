#include "harness/store/cliff_table.hpp"

#include <SQLiteCpp/Transaction.h>

#include <cstdint>

#include "harness/store/machine_table.hpp"
#include "harness/store/row.hpp"

namespace allocscale {
namespace {

FaultRound next_round(RowReader& row) {
  FaultRound round;
  round.bytes = row.next<std::uint64_t>();
  round.pages = row.next<std::int64_t>();
  round.faults = row.next<std::int64_t>();
  return round;
}

std::vector<Cliff> cliffs_of(SQLite::Database& database, std::int64_t line) {
  SQLite::Statement query(database,
                          "SELECT below_bytes, below_pages, below_faults, above_bytes, "
                          "above_pages, above_faults FROM cliff WHERE line = ? ORDER BY ordinal");
  std::vector<Cliff> cliffs;
  with(query, line);
  while (query.executeStep()) {
    RowReader row(query, {"a cliff of line", line});
    Cliff& cliff = cliffs.emplace_back();
    cliff.below = next_round(row);
    cliff.above = next_round(row);
  }
  return cliffs;
}

}  // namespace

void write_cliffs(SQLite::Database& database, const Machine& machine, const CliffLine& line) {
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  const bool growing = line.use == BufferUse::growing;
  const std::int64_t row = machine_row(database, machine);
  SQLite::Statement forget(database,
                           "DELETE FROM cliff_line WHERE machine = ? AND "
                           "allocator = ? AND library_hash = ? AND growing = ?");
  execute(forget, row, line.allocator, line.library_hash, growing);
  SQLite::Statement insert(
      database,
      "INSERT INTO cliff_line (machine, allocator, version, library_hash, growing, smallest_bytes, "
      "smallest_pages, smallest_faults, to_bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  execute(insert, row, line.allocator, line.version, line.library_hash, growing, line.smallest.bytes,
          line.smallest.pages, line.smallest.faults, line.to_bytes);
  const std::int64_t id = database.getLastInsertRowid();
  SQLite::Statement cliff(database, "INSERT INTO cliff VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  for (std::size_t i = 0; i < line.cliffs.size(); ++i) {
    const auto& [below, above] = line.cliffs[i];
    execute(cliff, id, i, below.bytes, below.pages, below.faults, above.bytes, above.pages, above.faults);
  }
  transaction.commit();
}

std::vector<CliffLine> read_cliffs(SQLite::Database& database, const Machine& machine) {
  SQLite::Statement query(
      database,
      "SELECT cliff_line.id, allocator, version, library_hash, growing, smallest_bytes, smallest_pages, "
      "smallest_faults, to_bytes FROM cliff_line WHERE machine = ? ORDER BY allocator, library_hash, growing");
  std::vector<CliffLine> lines;
  with(query, find_machine(database, machine));
  while (query.executeStep()) {
    RowReader row(query, {"cliff line", query.getColumn(0).getInt64()});
    CliffLine& line = lines.emplace_back();
    const auto id = row.next<std::int64_t>();
    line.allocator = row.next<std::string>();
    line.version = row.next<std::string>();
    line.library_hash = row.next<std::string>();
    line.use = row.next<bool>() ? BufferUse::growing : BufferUse::repeated;
    line.smallest = next_round(row);
    line.to_bytes = row.next<std::uint64_t>();
    line.cliffs = cliffs_of(database, id);
  }
  return lines;
}

}  // namespace allocscale
