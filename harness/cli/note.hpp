// What a command has to say beside its output.
#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <utility>

namespace allocscale {

/// One line on standard error.
template <class... Args>
void note(fmt::format_string<Args...> text, Args&&... args) {
  std::fflush(stdout);  // where both go to one place, a note does not break into a line of the tables
  fmt::print(stderr, "allocscale: {}\n", fmt::format(text, std::forward<Args>(args)...));
}

}  // namespace allocscale
