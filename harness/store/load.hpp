// Reads a run's rows into the Dataset that the analysis takes.
#pragma once

#include <optional>
#include <vector>

#include "harness/model/dataset.hpp"
#include "harness/store/connection.hpp"
#include "harness/store/run.hpp"

namespace allocscale {

/// See Store::load; nothing when there is no such run. One read transaction, so that a trial recorded
/// meanwhile is there whole or not at all. Throws SQLite::Exception, and SetupError at a word that no store
/// of ours holds.
[[nodiscard]] std::optional<Dataset> load_run(Connection& connection, RunId run);

/// See Store::measured_cells. Throws as load_run().
[[nodiscard]] std::vector<Cell> measured_cells(Connection& connection, RunId run);

/// See Store::measured_peak. Throws as load_run().
[[nodiscard]] std::optional<MeasuredPeak> measured_peak(const Connection& connection, const Cell& cell,
                                                        const AllocatorBuild& build, Design design);

/// See Store::block_trials. Throws as load_run().
[[nodiscard]] std::vector<StoredTrial> read_block(const Connection& connection, RunId run, int block);

}  // namespace allocscale
