// Can this file be preloaded into a runner? ld.so only skips a library that it cannot load, and its warning
// goes to a stream that nobody reads.
#pragma once

#include <filesystem>
#include <string>

namespace allocscale {

/// Why `file` cannot be preloaded into this machine's programs, in words that follow its name: "is not
/// there", "is no shared library", "is for another architecture", …; empty when it can, as far as its header
/// tells.
[[nodiscard]] std::string preload_refusal(const std::filesystem::path& file);

}  // namespace allocscale
