// An attribution as JSON, complete, for other programs.
#pragma once

#include <span>
#include <string>

#include "harness/attribution/attribution.hpp"

namespace allocscale {

/// An array with one object per attribution: every number of the screen and those it leaves out (every
/// interaction, detectable effects). Intervals are {"estimate", "low", "high"}; what is absent is null, never
/// 0. "run" and "run_started" tell of the run that was explained, where it is stored. Points are percent of
/// the time alone, times ns, shares parts of 1.
[[nodiscard]] std::string attribution_json(std::span<const Attribution> attributions,
                                           const RunLabel& label = {});

}  // namespace allocscale
