// An SQLite error as the one line that the user reads.
#pragma once

#include <SQLiteCpp/Exception.h>

#include <filesystem>
#include <string>

namespace allocscale {

/// How long a call waits for another process's transaction. Ours last milliseconds; a backup may last
/// seconds.
inline constexpr int store_busy_timeout_ms = 30'000;

/// "cannot write FILE: …; what to do". `doing` is "open", "read" or "write".
[[nodiscard]] std::string failure_line(const std::filesystem::path& path, const std::string& doing,
                                       const SQLite::Exception& error);

/// "FILE is damaged (what); what to do".
[[nodiscard]] std::string damage_line(const std::filesystem::path& path, const std::string& what);

}  // namespace allocscale
