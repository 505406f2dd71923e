#include "harness/store/fidelity_table.hpp"

#include <SQLiteCpp/Transaction.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "harness/store/row.hpp"
#include "harness/store/text_lines.hpp"

namespace allocscale {
namespace {

// A count that no reader takes for a real one stays one that can be read.
std::uint64_t storable(std::uint64_t count) {
  return std::min(count, static_cast<std::uint64_t>(RowReader::most_measured));
}

}  // namespace

void insert_fidelity(SQLite::Database& database, RunId run, const std::vector<FidelityPair>& pairs) {
  SQLite::Statement insert(
      database,
      "INSERT INTO run_fidelity (run, ordinal, model, layout, size, start_size, program, "
      "variant, start_up, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (std::size_t i = 0; i < pairs.size(); ++i)
    execute(insert, run, i, pairs[i].model, pairs[i].layout, pairs[i].size, pairs[i].start_size,
            pairs[i].program, pairs[i].variant, pairs[i].start_up, joined_lines(pairs[i].why));
}

void replace_fidelity(SQLite::Database& database, RunId run, const std::vector<FidelityPair>& pairs) {
  SQLite::Statement remove(database, "DELETE FROM run_fidelity WHERE run = ?");
  execute(remove, run);
  insert_fidelity(database, run, pairs);
}

std::vector<FidelityPair> read_fidelity(const Connection& connection, RunId run) {
  SQLite::Statement query(connection.database,
                          "SELECT model, layout, size, start_size, program, variant, start_up, why FROM "
                          "run_fidelity WHERE run = ? ORDER BY ordinal");
  std::vector<FidelityPair> pairs;
  with(query, run);
  while (query.executeStep()) {
    RowReader row(query, {"a fidelity pair of run", run});
    FidelityPair& pair = pairs.emplace_back();
    pair.model = row.next<std::string>();
    pair.layout = row.next<std::string>();
    pair.size = row.next<std::uint64_t>();
    pair.start_size = row.next<std::uint64_t>();
    pair.program = row.next<std::string>();
    pair.variant = row.next<std::string>();
    pair.start_up = row.next<std::string>();
    pair.why = split_lines(row.next<std::string>());
  }
  return pairs;
}

void insert_counted(SQLite::Database& database, RunId run, const std::vector<CountedLaunch>& launches) {
  SQLite::Statement insert(
      database,
      "INSERT OR IGNORE INTO run_request (run, kernel, layout, size, function, most_bytes, calls, bytes) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  for (const CountedLaunch& launch : launches)
    for (const RequestCount& count : launch.requests)
      execute(insert, run, launch.kernel, launch.layout, launch.size, count.function,
              storable(count.most_bytes), storable(count.calls), storable(count.bytes));
}

void record_launches(SQLite::Database& database, RunId run, const std::vector<CountedLaunch>& launches) {
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  insert_counted(database, run, launches);
  transaction.commit();
}

bool has_counted(const Connection& connection, RunId run) {
  SQLite::Statement query(connection.database, "SELECT 1 FROM run_request WHERE run = ? LIMIT 1");
  return with(query, run).executeStep();
}

std::vector<CountedLaunch> read_counted(const Connection& connection, RunId run) {
  SQLite::Statement query(connection.database,
                          "SELECT kernel, layout, size, function, most_bytes, calls, bytes FROM run_request "
                          "WHERE run = ? ORDER BY kernel, layout, size, function, most_bytes");
  std::vector<CountedLaunch> launches;
  with(query, run);
  while (query.executeStep()) {
    RowReader row(query, {"a request of run", run});
    CountedLaunch launch;
    launch.kernel = row.next<std::string>();
    launch.layout = row.next<std::string>();
    launch.size = row.next<std::uint64_t>();
    const bool same = !launches.empty() && launches.back().kernel == launch.kernel &&
                      launches.back().layout == launch.layout && launches.back().size == launch.size;
    if (!same) launches.push_back(std::move(launch));
    RequestCount count;
    count.function = row.next<std::string>();
    count.most_bytes = row.next<std::uint64_t>();
    count.calls = row.next<std::uint64_t>();
    count.bytes = row.next<std::uint64_t>();
    launches.back().requests.push_back(std::move(count));
  }
  return launches;
}

}  // namespace allocscale
