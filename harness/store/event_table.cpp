#include "harness/store/event_table.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <string>

#include "harness/model/metric.hpp"
#include "harness/store/row.hpp"
#include "harness/store/wrong_value.hpp"

namespace allocscale {

void insert_events(SQLite::Database& database, RunId run, const std::vector<AskedEvent>& events) {
  SQLite::Statement insert(
      database, "INSERT INTO run_event (run, ordinal, name, type, code, config1) VALUES (?, ?, ?, ?, ?, ?)");
  for (std::size_t i = 0; i < events.size(); ++i)
    execute(insert, run, i, events[i].name, events[i].code.type, events[i].code.config,
            events[i].code.config1);
}

std::vector<AskedEvent> read_events(const Connection& connection, RunId run) {
  SQLite::Statement query(connection.database,
                          "SELECT name, type, code, config1 FROM run_event WHERE run = ? ORDER BY ordinal");
  std::vector<AskedEvent> events;
  with(query, run);
  while (query.executeStep()) {
    RowReader row(query, {"an event of run", run});
    AskedEvent& event = events.emplace_back();
    event.name = row.next<std::string>();
    event.code.type = row.next<std::uint32_t>();
    event.code.config = row.next_bits();
    event.code.config1 = row.next_bits();
  }
  if (events.size() > asked_event_metrics.size())
    throw WrongValue(fmt::format("run {} asks for {} perf events", run, events.size()));
  return events;
}

}  // namespace allocscale
