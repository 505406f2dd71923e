// Which run of a store is meant: the one with this number, or the newest?
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/dataset.hpp"
#include "harness/store/store.hpp"

namespace allocscale {

/// The run that a command is asked for.
struct WantedRun {
  std::string experiment = {};       // its newest run; empty: of any experiment
  std::optional<RunId> number = {};  // this one, and none of another experiment
};

struct StoredRun {
  RunId id;
  Dataset dataset;
};

/// The run that is wanted. `path` is the store's. Throws RequestError when there is no such run: a wrong
/// number is answered with the numbers that there are.
[[nodiscard]] RunId find_run(Store& store, const std::filesystem::path& path, const WantedRun& wanted);

/// The newest run before that one of the same experiment. Throws RequestError when there is none.
[[nodiscard]] RunId find_run_before(Store& store, const std::filesystem::path& path, RunId run);

/// All of the run that is wanted. Throws RequestError when there is no such store or run.
[[nodiscard]] StoredRun load_wanted_run(const std::filesystem::path& path, const WantedRun& wanted);

/// Throws RequestError for the first of the numbers that no run has, with the numbers that there are, and
/// where there is no such store. Changes no file.
void require_stored(const std::filesystem::path& path, const std::vector<RunId>& numbers);

}  // namespace allocscale
