// Notes: what a command says beside its result.
#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <utility>

namespace allocscale {

/// Prints "allocscale: " and the text as one line on standard error.
template <class... Args>
void note(fmt::format_string<Args...> text, Args&&... args) {
  std::fflush(stdout);  // so that a note does not break a line of the tables where both go to one terminal
  fmt::print(stderr, "allocscale: {}\n", fmt::format(text, std::forward<Args>(args)...));
}

}  // namespace allocscale
