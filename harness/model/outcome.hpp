// How a trial ended. A failed trial is data.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace allocscale {

enum class Outcome : std::size_t {
  complete,
  failed,             // a worker crashed, exited wrongly or talked garbage
  timed_out,          // the deadline passed
  out_of_memory,      // an allocation failed or the kernel killed a worker for memory
  wrong_answer,       // a checksum was not the expected one
  wrong_allocator,    // a symbol was not owned by the declared allocator
  skipped_memory,     // predicted to need more memory than is available
  skipped_allocator,  // the allocator is not installed or not built
};

inline constexpr std::array<std::string_view, 8> outcome_names = {
    "complete",     "failed",          "timed out",       "out of memory",
    "wrong answer", "wrong allocator", "skipped: memory", "skipped: allocator"};

[[nodiscard]] constexpr std::string_view outcome_name(Outcome outcome) {
  return outcome_names[static_cast<std::size_t>(outcome)];
}

[[nodiscard]] constexpr std::optional<Outcome> outcome_of(std::string_view name) {
  for (std::size_t i = 0; i < outcome_names.size(); ++i)
    if (outcome_names[i] == name) return static_cast<Outcome>(i);
  return std::nullopt;
}

/// Skipped cells do not change the exit status; other incomplete outcomes do.
[[nodiscard]] constexpr bool is_skip(Outcome outcome) {
  return outcome == Outcome::skipped_memory || outcome == Outcome::skipped_allocator;
}

}  // namespace allocscale
