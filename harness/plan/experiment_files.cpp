#include "harness/plan/experiment_files.hpp"

#include <fmt/format.h>

#include <map>
#include <system_error>

#include "harness/base/error.hpp"
#include "harness/base/nearest_name.hpp"

namespace allocscale {

namespace fs = std::filesystem;

std::vector<fs::path> list_experiments(std::span<const fs::path> folders) {
  std::map<std::string, fs::path> by_name;
  for (const fs::path& folder : folders) {
    std::error_code missing;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, missing)) {
      if (entry.path().extension() != ".toml" || !entry.is_regular_file()) continue;
      by_name.emplace(entry.path().stem().string(), entry.path());
    }
  }
  std::vector<fs::path> files;
  for (const auto& [name, file] : by_name) files.push_back(file);
  return files;
}

fs::path find_experiment(const std::string& name, std::span<const fs::path> folders) {
  if (name.find('/') != std::string::npos || fs::path(name).extension() == ".toml") {
    std::error_code missing;
    if (fs::is_regular_file(name, missing)) return name;
    throw RequestError(fmt::format("no spec file '{}': name an experiment or an existing .toml file", name));
  }
  std::vector<std::string> names;
  for (const fs::path& file : list_experiments(folders)) {
    if (file.stem() == name) return file;
    names.push_back(file.stem().string());
  }
  if (names.empty())
    throw RequestError(fmt::format("unknown experiment '{}': no spec files were found", name));
  throw RequestError(fmt::format("unknown experiment '{}'{}", name, name_hint(name, names)));
}

}  // namespace allocscale
