// Small values in single files of /proc and /sys. What is missing or malformed is absent.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace allocscale {

/// The number at the head of the file.
[[nodiscard]] std::optional<std::int64_t> read_integer(const std::filesystem::path& path);

/// The file's text without white space at its ends; absent when nothing is left.
[[nodiscard]] std::optional<std::string> read_word(const std::filesystem::path& path);

/// The numbers of a list such as "0-3,8,10-11", in its order; empty when it is malformed.
[[nodiscard]] std::vector<int> parse_cpu_list(std::string_view text);

/// Bytes of a size such as "32K" or "16M".
[[nodiscard]] std::optional<std::int64_t> parse_cache_size(std::string_view text);

/// The text after "key<blanks>:" on the first such line of /proc/cpuinfo.
[[nodiscard]] std::optional<std::string> text_of(std::string_view text, std::string_view key);

}  // namespace allocscale
