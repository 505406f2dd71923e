// Identity of a binary: the same bytes, the same hash.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace allocscale {

/// XXH3, 128 bits, as 32 hex digits.
[[nodiscard]] std::string hash_text(std::string_view text);

/// The hash of a file's bytes, read piece by piece: a file of any size takes 1 MiB of memory. Throws
/// SetupError when it cannot be read.
[[nodiscard]] std::string hash_file(const std::filesystem::path& path);

}  // namespace allocscale
