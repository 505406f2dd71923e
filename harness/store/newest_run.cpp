#include "harness/store/newest_run.hpp"

#include <fmt/format.h>

#include <vector>

#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/nearest_name.hpp"

namespace allocscale {

namespace {

std::string not_stored(Store& store, const std::string& path, const std::string& experiment) {
  std::vector<std::string> experiments;
  for (const RunSummary& run : store.runs())
    if (!contains(experiments, run.experiment)) experiments.push_back(run.experiment);
  if (experiments.empty()) return fmt::format("{} holds no run; 'allocscale run' makes one", path);
  return fmt::format("{} holds no run of '{}'{}", path, experiment, name_hint(experiment, experiments));
}

}  // namespace

RunId newest_run(Store& store, const std::filesystem::path& path, const std::string& experiment) {
  const auto run = store.newest_run(experiment);
  if (!run) throw RequestError(not_stored(store, path.string(), experiment));
  return *run;
}

StoredRun load_newest_run(const std::filesystem::path& path, const std::string& experiment) {
  Store store = Store::open_read_only(path);
  const RunId run = newest_run(store, path, experiment);
  return {run, store.load(run)};
}

}  // namespace allocscale
