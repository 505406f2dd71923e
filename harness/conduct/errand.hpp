// A command of the user's beside a program that is measured: before a trial, after it, or to see whether the
// program can run here.
#pragma once

#include <string>
#include <vector>

namespace allocscale {

/// Runs it and returns how it went wrong; empty: it ended well, or `words` is empty. Its first word is looked
/// for in the PATH of `environment` (NAME=value, all of it).
[[nodiscard]] std::string errand_failure(const std::vector<std::string>& words,
                                         const std::vector<std::string>& environment,
                                         double deadline_seconds);

}  // namespace allocscale
