// The named parts of an iteration.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace allocscale {

enum class Phase : std::size_t { build, operate, teardown };

inline constexpr std::array<std::string_view, 3> phase_names = {"build", "operate", "teardown"};

[[nodiscard]] constexpr std::string_view phase_name(Phase phase) {
  return phase_names[static_cast<std::size_t>(phase)];
}

[[nodiscard]] constexpr std::optional<Phase> phase_of(std::string_view name) {
  for (std::size_t i = 0; i < phase_names.size(); ++i)
    if (phase_names[i] == name) return static_cast<Phase>(i);
  return std::nullopt;
}

}  // namespace allocscale
