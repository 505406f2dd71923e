// Checks whether a removal removes what it should, and nothing else. The manipulation check: the counter of
// the removed suspect must be silent. The placebo check: another counter must be unchanged. A removal that
// fails a check is not used.
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
  failed,        // the removal is not used
  inconclusive,  // a placebo that is neither shown to be unchanged nor shown to be changed
  nothing,       // there was nothing to remove: the counter was silent before
  no_witness,    // this machine has no such counter
};

/// "passed", "FAILED", "inconclusive", "nothing to remove", "no witness".
[[nodiscard]] std::string_view check_result_name(CheckResult result);

/// One check of one removal, and its result.
struct Check {
  CheckKind kind = CheckKind::manipulation;
  std::string removal;           // the allocator's arm or the layout: "glibc:retain", "immortal"
  std::string counter;           // "minor faults"
  std::optional<double> before;  // means over blocks
  std::optional<double> after;
  CheckResult result = CheckResult::no_witness;
};

/// The values of a counter by block, with the suspect and without it.
struct Counter {
  std::vector<double> before;
  std::vector<double> after;  // in the same blocks
};

/// The manipulation check. The counter is silent when it is, after the removal, at most a twentieth of what
/// it was before, or at most `floor`, whichever is more. There is nothing to remove where it was at most
/// `floor` before. There is no witness without blocks.
[[nodiscard]] CheckResult check_silent(const Counter& counter, double floor);

/// The placebo check, with a tolerance of which 0.1 is a tenth. It is passed where the 90 % interval of
/// after/before lies within the tolerance, failed where the 95 % interval lies outside it, and otherwise
/// inconclusive. A value below `floor` counts as `floor`, so a counter that never exceeds it is unchanged.
/// There is no witness for fewer than two blocks.
[[nodiscard]] CheckResult check_unchanged(const Counter& counter, double tolerance, double floor);

/// Whether no check of `removal` has failed.
[[nodiscard]] bool stands(std::span<const Check> checks, std::string_view removal);

}  // namespace allocscale
