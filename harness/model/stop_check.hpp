// A stop check decides whether enough has been measured. The run's log keeps the checks, so that a reader can
// see how often the widths of the intervals were looked at before measuring ended.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace allocscale {

enum class StopDecision : std::size_t { go_on, precise, blocks, budget };

inline constexpr std::array<std::string_view, 4> stop_decision_names = {"go on", "precise", "blocks",
                                                                        "budget"};

[[nodiscard]] constexpr std::string_view stop_decision_name(StopDecision decision) {
  return stop_decision_names[static_cast<std::size_t>(decision)];
}

[[nodiscard]] constexpr std::optional<StopDecision> stop_decision_of(std::string_view name) {
  for (std::size_t i = 0; i < stop_decision_names.size(); ++i)
    if (stop_decision_names[i] == name) return static_cast<StopDecision>(i);
  return std::nullopt;
}

/// One stop check, as it is logged.
struct StopCheck {
  int blocks = 0;              // that count and were whole
  double elapsed_seconds = 0;  // of the call of conduct() that checked
  std::optional<double>
      widest;  // half-width, as a share of the ratio; absent where widths were not looked at
  std::optional<double> wanted;  // the limit for `widest`: 0.02 is 2 %
  StopDecision decision = StopDecision::go_on;

  friend bool operator==(const StopCheck&, const StopCheck&) = default;
};

}  // namespace allocscale
