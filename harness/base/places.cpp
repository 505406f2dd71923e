#include "harness/base/places.hpp"

#include <cstdlib>
#include <system_error>
#include <utility>

#include "harness/base/error.hpp"

namespace allocscale {
namespace {

// The folder that a variable names; empty where it is not set, or set to nothing.
std::filesystem::path folder_from(const char* variable) {
  const char* const folder = std::getenv(variable);
  return folder == nullptr ? "" : folder;
}

std::filesystem::path own_prefix() {
  std::error_code failed;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", failed);
  if (failed) throw SetupError("cannot find this program's own folder: /proc is not readable");
  return self.parent_path().parent_path();
}

// A relative folder is to be ignored, says the specification.
std::filesystem::path data_home() {
  if (auto folder = folder_from("XDG_DATA_HOME"); folder.is_absolute()) return folder;
  const auto home = folder_from("HOME");
  return home.is_absolute() ? home / ".local" / "share" : "";
}

}  // namespace

Places find_places() {
  const auto prefix = own_prefix();
  Places places;
  const std::filesystem::path runners = folder_from("ALLOCSCALE_RUNNERS");
  places.runners = runners.empty() ? prefix / "libexec" / "allocscale" : runners;
  places.preloads = prefix / "lib" / "allocscale";
  if (auto folder = folder_from("ALLOCSCALE_EXPERIMENTS"); !folder.empty())
    places.experiments.push_back(std::move(folder));
  places.experiments.push_back(prefix / "share" / "allocscale" / "experiments");
  places.commit = prefix / "share" / "allocscale" / "commit";
  return places;
}

std::filesystem::path default_store() {
  const std::filesystem::path here = "results/allocscale.db";
  std::error_code unknown;
  const bool is_installed = !std::filesystem::exists(own_prefix() / "CMakeCache.txt", unknown);
  if (!is_installed || std::filesystem::exists(here, unknown)) return here;
  const auto data = data_home();
  return data.empty() ? here : data / "allocscale" / "allocscale.db";
}

}  // namespace allocscale
