// Writes a command as a line for a shell, for a person who runs it under perf, gdb or strace.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace allocscale {

/// The word, quoted for any POSIX shell where that is needed.
[[nodiscard]] std::string shell_word(const std::string& word);

/// "env -i NAME=value … program arguments…", quoted for any POSIX shell where that is needed: run there, it
/// starts the program with exactly this environment and these arguments.
///
/// With a stack limit the line begins with "prlimit --stack=BYTES:" (util-linux).
[[nodiscard]] std::string shell_line(const std::vector<std::string>& environment,
                                     const std::vector<std::string>& arguments,
                                     std::optional<std::int64_t> stack_limit = std::nullopt);

}  // namespace allocscale
