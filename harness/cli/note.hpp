// Notes: what a command says beside its result.
#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <utility>

#include "harness/base/clean_text.hpp"

namespace allocscale {

/// Prints "allocscale: " and the text as one clean line on standard error (clean_line).
template <class... Args>
void note(fmt::format_string<Args...> text, Args&&... args) {
  std::fflush(stdout);  // so that a note does not break a line of the tables where both go to one terminal
  fmt::print(stderr, "allocscale: {}\n", clean_line(fmt::format(text, std::forward<Args>(args)...)));
}

}  // namespace allocscale
