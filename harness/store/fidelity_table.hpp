// The pairs of models and programs of a run, and what their launches asked of malloc, as stored.
#pragma once

#include <vector>

#include "harness/model/fidelity.hpp"
#include "harness/store/connection.hpp"
#include "harness/store/run.hpp"

namespace allocscale {

/// Stores the pairs of a new run. Throws SQLite::Exception.
void insert_fidelity(SQLite::Database& database, RunId run, const std::vector<FidelityPair>& pairs);

/// Stores these pairs in the place of those that the run holds: a later call of the same run may know more of
/// why they differ. Throws SQLite::Exception.
void replace_fidelity(SQLite::Database& database, RunId run, const std::vector<FidelityPair>& pairs);

/// The pairs of a run, in the order in which they were stored. Throws SQLite::Exception.
[[nodiscard]] std::vector<FidelityPair> read_fidelity(const Connection& connection, RunId run);

/// Stores what launches asked of malloc; what the run holds already stays. The first runs inside the caller's
/// transaction, the second makes one. Throws SQLite::Exception.
void insert_counted(SQLite::Database& database, RunId run, const std::vector<CountedLaunch>& launches);
void record_launches(SQLite::Database& database, RunId run, const std::vector<CountedLaunch>& launches);

/// Whether any launch of the run is stored. Throws SQLite::Exception.
[[nodiscard]] bool has_counted(const Connection& connection, RunId run);

/// The launches of a run, ordered by kernel, layout and size; of each the requests by function and size.
/// Throws SQLite::Exception.
[[nodiscard]] std::vector<CountedLaunch> read_counted(const Connection& connection, RunId run);

}  // namespace allocscale
