// What a fuzz target asks of the words of a refusal. That they are one line is the front door's to see to.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace allocscale::testing {

/// Aborts, which libFuzzer reports with the input, when there are no words, or they begin with those of a
/// library for its programmers. Later on they may: a refusal quotes its input.
inline void require_words(std::string_view refusal) {
  bool raw = refusal.empty();
  for (const std::string_view mark : {"std::", "vector::", "map::", "basic_string", "[json.exception"})
    raw |= refusal.starts_with(mark);
  if (!raw) return;
  std::fprintf(stderr, "ERROR: not words: '%.*s'\n", static_cast<int>(refusal.size()), refusal.data());
  std::abort();
}

}  // namespace allocscale::testing
