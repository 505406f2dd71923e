#include "harness/cli/newest_run.hpp"

#include <fmt/format.h>

#include "harness/base/error.hpp"

namespace allocscale {

StoredRun load_newest_run(const std::filesystem::path& path, const std::string& experiment) {
  Store store = Store::open_read_only(path);
  const auto run = store.newest_run(experiment);
  if (!run)
    throw RequestError(fmt::format("{} holds no run{}; 'allocscale run' makes one", path.string(),
                                   experiment.empty() ? "" : " of " + experiment));
  return {*run, store.load(*run)};
}

}  // namespace allocscale
