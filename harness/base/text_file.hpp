// Whole small files, such as those of /proc and /sys.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace allocscale {

/// The file's text, or nothing when it cannot be opened or read. Throws SetupError where this says nothing of
/// the file: the process has no descriptor or no memory left.
[[nodiscard]] std::optional<std::string> read_text(const std::filesystem::path& path);

/// Replaces the file in one step (a draft beside it, then rename), so that a crash or a full disk leaves the
/// old one. Drafts that killed processes left are removed; no link is followed. Throws SetupError naming the
/// file.
void write_text(const std::filesystem::path& path, const std::string& text);

/// The folder that the file is in: "." for a bare name.
[[nodiscard]] std::filesystem::path folder_of(const std::filesystem::path& path);

/// Text without white space at either end.
[[nodiscard]] std::string trimmed(std::string_view text);

}  // namespace allocscale
