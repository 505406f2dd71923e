// Whole small files, such as those of /proc and /sys.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace allocscale {

/// The file's text, or nothing when it cannot be opened or read.
[[nodiscard]] std::optional<std::string> read_text(const std::filesystem::path& path);

/// Replaces the file in one step (a new file beside it, then rename), so that a crash or a full disk leaves
/// the old one. Throws SetupError naming the file.
void write_text(const std::filesystem::path& path, const std::string& text);

/// Text without white space at either end.
[[nodiscard]] std::string trimmed(std::string_view text);

}  // namespace allocscale
