// What processes that were killed left behind: files and folders whose names carry the pid of their maker.
#pragma once

#include <filesystem>
#include <string_view>

namespace allocscale {

/// Removes from `folder` every file, link and folder of this user whose name is `before`, a pid and `after`,
/// where no process of that pid is running. Each '?' of `after` stands for any character. Links are removed
/// and not followed; what cannot be removed stays.
void remove_leavings(const std::filesystem::path& folder, std::string_view before, std::string_view after);

}  // namespace allocscale
