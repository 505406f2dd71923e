// A count with its noun.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace allocscale {

/// "1 block", "2 blocks", "0 blocks". For nouns whose plural is an s.
template <class Count>
[[nodiscard]] std::string plural(Count count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace allocscale
