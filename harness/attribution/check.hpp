// Did a removal remove what it should, and nothing else? The manipulation check: the counter that it should
// silence is silent. The placebo: one that it must not touch is unchanged. What fails one is not used.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace allocscale {

enum class CheckKind { manipulation, placebo };

enum class CheckResult {
  passed,
  failed,        // voids what it checks
  inconclusive,  // a placebo not proven unchanged, nor changed
  nothing,       // to remove: the counter was silent before
  no_witness,    // this machine has no such counter
};

/// "passed", "FAILED", "inconclusive", "nothing to remove", "no witness".
[[nodiscard]] std::string_view check_result_name(CheckResult result);

struct Check {
  CheckKind kind = CheckKind::manipulation;
  std::string removal;           // "glibc:retain", "immortal": the level
  std::string counter;           // "minor faults"
  std::optional<double> before;  // means over blocks
  std::optional<double> after;
  CheckResult result = CheckResult::no_witness;
};

/// A counter by block, with and without the suspect.
struct Counter {
  std::vector<double> before;
  std::vector<double> after;  // in the same blocks
};

/// Silent: after the removal at most a twentieth of what it was before, so that no more of its effect is
/// missed, or at most `floor` of it, whichever is more. Nothing to remove where it was at most `floor`
/// before. No witness without blocks.
[[nodiscard]] CheckResult check_silent(const Counter& counter, double floor);

/// Unchanged within `tolerance` (0.1 is a tenth): passed where the 90 % interval of after/before lies within
/// it, failed where the 95 % interval lies beyond it, else inconclusive. Less than `floor` counts as that
/// much: what never exceeds it is as good as 0, and unchanged. No witness for fewer than two blocks.
[[nodiscard]] CheckResult check_unchanged(const Counter& counter, double tolerance, double floor);

/// No check of `removal` has failed.
[[nodiscard]] bool stands(std::span<const Check> checks, std::string_view removal);

}  // namespace allocscale
