// Which experiments are there? The spec files of some folders; dropping one in is all it takes.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace allocscale {

/// The *.toml of the folders, ordered by experiment name; of two with one name, that of the earlier folder. A
/// folder that does not exist holds none.
[[nodiscard]] std::vector<std::filesystem::path> list_experiments(
    std::span<const std::filesystem::path> folders);

/// The spec file meant by `name`: an experiment of the folders, or a path (with a '/' or ending in .toml).
/// Throws RequestError, with the nearest name, when there is none.
[[nodiscard]] std::filesystem::path find_experiment(const std::string& name,
                                                    std::span<const std::filesystem::path> folders);

}  // namespace allocscale
