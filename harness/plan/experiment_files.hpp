// Finds experiments: every spec file in the folders given is one.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace allocscale {

/// The *.toml files of the folders, ordered by the name of the experiment. Where two have the same name, the
/// one in the earlier folder counts. A folder that does not exist has no files.
[[nodiscard]] std::vector<std::filesystem::path> list_experiments(
    std::span<const std::filesystem::path> folders);

/// The spec file that `name` stands for: an experiment of the folders, or a path (it has a '/' or ends in
/// .toml). Throws RequestError, with the nearest name, when there is none.
[[nodiscard]] std::filesystem::path find_experiment(const std::string& name,
                                                    std::span<const std::filesystem::path> folders);

}  // namespace allocscale
