// The difference of two readings of a counter.
#pragma once

#include <cstdint>
#include <optional>

namespace allocscale {

/// after − before; absent where either is.
[[nodiscard]] constexpr std::optional<std::int64_t> minus(std::optional<std::int64_t> after,
                                                          std::optional<std::int64_t> before) {
  if (!after || !before) return std::nullopt;
  return *after - *before;
}

}  // namespace allocscale
