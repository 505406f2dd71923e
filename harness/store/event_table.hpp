// The perf events that a run asked for, as stored: what raw_event_1 … are in its samples.
#pragma once

#include <vector>

#include "harness/model/asked_event.hpp"
#include "harness/store/connection.hpp"
#include "harness/store/run.hpp"

namespace allocscale {

/// Stores the events of a new run. Throws SQLite::Exception.
void insert_events(SQLite::Database& database, RunId run, const std::vector<AskedEvent>& events);

/// The events of a run, in the order of asked_event_metrics. Throws SQLite::Exception, and WrongValue at a
/// row that no harness writes.
[[nodiscard]] std::vector<AskedEvent> read_events(const Connection& connection, RunId run);

}  // namespace allocscale
