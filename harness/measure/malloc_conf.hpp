// Is an allocator set by a file of this machine? jemalloc reads its options from /etc/malloc.conf, a symbolic
// link whose text they are (jemalloc(3)); no environment says so.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace allocscale {

/// The text of the link etc/malloc.conf under `root`, without control characters; absent where there is no
/// link, or no text.
[[nodiscard]] std::optional<std::string> read_malloc_conf(const std::filesystem::path& root);

}  // namespace allocscale
