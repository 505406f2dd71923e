// Which run of a store is meant where no run is named?
#pragma once

#include <filesystem>
#include <string>

#include "harness/model/dataset.hpp"
#include "harness/store/store.hpp"

namespace allocscale {

struct StoredRun {
  RunId id;
  Dataset dataset;
};

/// The newest run of the experiment, or of any where that is empty. `path` is the store's. Throws
/// RequestError when there is no such run.
[[nodiscard]] RunId newest_run(Store& store, const std::filesystem::path& path,
                               const std::string& experiment);

/// All of the newest run of the experiment, or of any where that is empty. Throws RequestError when there is
/// no such store or run.
[[nodiscard]] StoredRun load_newest_run(const std::filesystem::path& path, const std::string& experiment);

}  // namespace allocscale
