// The words for the values of an attribution: the same on the screen and in the closing sentences.
#pragma once

#include <string>

#include "harness/attribution/attribution.hpp"
#include "harness/report/grid.hpp"

namespace allocscale {

/// "boxed concat of 20,000 with glibc", and the setting where it varies: ", placement compact".
[[nodiscard]] std::string subject_text(const Attribution& attribution);

/// As of a table: "iteration 0 (cold)", "the mean of iterations 2 to 5 (settled)".
[[nodiscard]] std::string estimand_text(const Attribution& attribution);

/// "alone 6.50 ms in 75 %, 246 ms in 25 % of 20 trials; with 2 workers 6.60 ms".
[[nodiscard]] std::string launches_text(const Launches& launches, int workers);

/// "page-fault path", or "page-fault path and allocator work" where they go together.
[[nodiscard]] std::string component_text(const Component& component);

/// "glibc:retain: minor faults 27,211 → 3", "immortal: peak memory 12.0 MiB → 12.1 MiB".
[[nodiscard]] std::string check_text(const Check& check);

/// "not bound by memory bandwidth: its traffic (12 MiB of lists, …) is 0.12 of the roof", …; where it was not
/// settled, what was not measured.
[[nodiscard]] std::string bandwidth_text(const Attribution& attribution);

/// ": glibc:retain is an arm, and glibc itself was not measured"; empty where nothing is to be said of why
/// the suspect cannot be removed by itself.
[[nodiscard]] std::string why_not_removable(const Attribution& attribution, Suspect suspect);

/// Of a verdict other than LOSS: "the times are the same within 3 %", or "a loss of 1.4 points would have
/// been found in four of five such runs".
[[nodiscard]] std::string no_loss_text(const Attribution& attribution);

/// The tone of a component's verdict.
[[nodiscard]] Tone component_verdict_tone(ComponentVerdict verdict);

}  // namespace allocscale
