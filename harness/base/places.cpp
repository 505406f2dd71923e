#include "harness/base/places.hpp"

#include <cstdlib>
#include <system_error>

#include "harness/base/error.hpp"

namespace allocscale {

Places find_places() {
  std::error_code failed;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", failed);
  if (failed) throw SetupError("cannot find this program's own folder: /proc is not readable");
  const auto prefix = self.parent_path().parent_path();
  Places places;
  const char* const runners = std::getenv("ALLOCSCALE_RUNNERS");
  places.runners = runners != nullptr ? std::filesystem::path(runners) : prefix / "libexec" / "allocscale";
  if (const char* folder = std::getenv("ALLOCSCALE_EXPERIMENTS")) places.experiments.emplace_back(folder);
  places.experiments.push_back(prefix / "share" / "allocscale" / "experiments");
  return places;
}

}  // namespace allocscale
