// Made-up runs and trials whose every value follows from the slot, so that a test knows what must be stored.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "harness/model/trial.hpp"
#include "harness/store/run.hpp"
#include "harness/store/store.hpp"

namespace allocscale::testing {

/// A machine that says everything, or (bare) as little as it can.
[[nodiscard]] Machine planted_machine(bool bare = false);

/// Four cells, two builds, 5 blocks wanted, seed above 2^63.
[[nodiscard]] RunHead planted_head();

/// The places of `blocks` blocks over the cells of planted_head(), twins included: 5 a block.
[[nodiscard]] std::vector<PlannedTrial> planted_places(int blocks);

/// A complete trial of 2 workers × 5 iterations × 3 phases, every value drawn from the place, some absent.
[[nodiscard]] TrialResult planted_result(const PlannedTrial& place);

/// "" when every stored trial of the run is planted_result() of its place, else what is wrong with the first
/// that is not. So a trial that lost a worker or a sample is told from a whole one.
[[nodiscard]] std::string first_wrong_trial(Store& store, RunId run);

/// SQLite's own verdict on the file: "ok", or what is wrong.
[[nodiscard]] std::string integrity(const std::filesystem::path& path);

/// The one number that `sql` selects.
[[nodiscard]] std::int64_t number(const std::filesystem::path& path, const std::string& sql);

}  // namespace allocscale::testing
