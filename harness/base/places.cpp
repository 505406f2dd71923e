#include "harness/base/places.hpp"

#include <cstdlib>
#include <system_error>
#include <utility>

#include "harness/base/error.hpp"

namespace allocscale {
namespace {

// The folder that a variable names; empty where it is not set, or set to nothing.
std::filesystem::path folder_of(const char* variable) {
  const char* const folder = std::getenv(variable);
  return folder == nullptr ? "" : folder;
}

}  // namespace

Places find_places() {
  std::error_code failed;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", failed);
  if (failed) throw SetupError("cannot find this program's own folder: /proc is not readable");
  const auto prefix = self.parent_path().parent_path();
  Places places;
  const std::filesystem::path runners = folder_of("ALLOCSCALE_RUNNERS");
  places.runners = runners.empty() ? prefix / "libexec" / "allocscale" : runners;
  places.preloads = prefix / "lib" / "allocscale";
  if (auto folder = folder_of("ALLOCSCALE_EXPERIMENTS"); !folder.empty())
    places.experiments.push_back(std::move(folder));
  places.experiments.push_back(prefix / "share" / "allocscale" / "experiments");
  return places;
}

}  // namespace allocscale
