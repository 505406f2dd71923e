// The published figures of a run's experiment, as stored.
#pragma once

#include <vector>

#include "harness/model/published.hpp"
#include "harness/store/connection.hpp"
#include "harness/store/run.hpp"

namespace allocscale {

/// Stores the figures of a new run. Throws SQLite::Exception.
void insert_published(SQLite::Database& database, RunId run, const std::vector<PublishedFigures>& published);

/// The figures of a run, in the order in which they were stored. Throws SQLite::Exception.
[[nodiscard]] std::vector<PublishedFigures> read_published(const Connection& connection, RunId run);

}  // namespace allocscale
