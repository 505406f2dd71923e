// What may be said of a ratio, given one ln ratio per block?
//
// "No difference" must be proven: two one-sided tests (Schuirmann 1987), here as the 90 % interval
// inside ±ln(1 + δ). A difference is tested only if that fails, so a tiny but certain difference is
// "the same".
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "harness/analysis/interval.hpp"

namespace allocscale {

/// Of a ratio of times: above 1 is a loss, below 1 a gain. Three are given by those who know more of the
/// trials:
///   busy     the tasks waited so long for a CPU that nothing is claimed (running_time.hpp)
///   machine  it would be a loss, but a task that only computes is not shown to be as fast with as many
///            workers as alone, so that no loss is claimed (control_check.hpp)
///   two_kinds  the launches of one of the two are of two kinds, so that there is no ratio of their means
///            (modes.hpp)
enum class Verdict { equivalent, loss, gain, inconclusive, none, busy, machine, two_kinds };

/// "equivalent", "loss", …, "two kinds".
[[nodiscard]] std::string_view verdict_name(Verdict verdict);

/// Below this many blocks no verdict is given.
inline constexpr int blocks_for_verdict = 20;

struct Judgement {
  Verdict verdict = Verdict::none;
  std::optional<Interval> interval;  // 95 %, of the ln ratios; absent for K < 2
  std::optional<double> detectable;  // smallest ln ratio that would be found with power 0.8; absent for K < 2
};

/// EQUIVALENT if the 90 % interval lies inside ±ln(1 + margin); LOSS or GAIN if the 95 % interval excludes 0;
/// else INCONCLUSIVE; none for K < blocks_for_verdict. `detectable` is (t₀.₉₇₅ + t₀.₈)·s/√K, where s is the
/// larger of the contrast's own deviation and `least_deviation`, which its cells are known to have: a
/// contrast that looks quiet by luck must not claim more power than that.
[[nodiscard]] Judgement judge(std::span<const double> ln_ratios, double margin,
                              std::optional<double> least_deviation = std::nullopt);

}  // namespace allocscale
