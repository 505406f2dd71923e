// Notes: what a command says beside its result.
#pragma once

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <utility>

#include "harness/base/clean_text.hpp"
#include "harness/base/standard_streams.hpp"

namespace allocscale {

/// Prints "allocscale: " and the text as one clean line (clean_line) on standard error, if that can be
/// written.
template <class... Args>
void note(fmt::format_string<Args...> text, Args&&... args) {
  std::fflush(stdout);  // so that a note does not break a line of the tables where both go to one terminal
  const std::string line = clean_line(fmt::format(text, std::forward<Args>(args)...));
  write_or_drop(STDERR_FILENO, "allocscale: " + line + "\n");
}

}  // namespace allocscale
