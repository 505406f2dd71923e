// How a table writes an estimate, an effect or a count. An absent value is a dash, never 0.
#pragma once

#include <optional>
#include <string>

#include "harness/analysis/findings.hpp"

namespace allocscale {

/// The text for an absent value.
inline constexpr const char* absent_text = "—";

// A bound above 100 and above 10 times its estimate is written as ">100" or ">100×": a few blocks that differ
// much make such an interval.

/// "412 ms ±1.2 %": the 95 % interval's half-width. Without an interval "412 ms". A cell that has only
/// incomplete trials gives their outcome, one whose launches are of two kinds both modes.
[[nodiscard]] std::string time_text(const AtWorkers& at);

/// "±1.2 %": the half-width of the 95 % interval of a time, as a share of it; empty without an interval.
[[nodiscard]] std::string half_width_text(const Estimate& time);

/// "6.50 ms in 53 %, 246 ms in 47 %".
[[nodiscard]] std::string modes_text(const Modes& modes);

/// "0 in 53 %, 73,600 in 47 %", of the minor faults of both kinds.
[[nodiscard]] std::string mode_faults_text(const Modes& modes);

/// "1.31 (1.27–1.36)": as many digits as the interval's width deserves.
[[nodiscard]] std::string ratio_text(const Estimate& ratio);

/// "1.31×", and "1.27 to 1.36", for sentences.
[[nodiscard]] std::string times_text(const Estimate& ratio);
[[nodiscard]] std::string range_text(const Estimate& ratio);

// A ratio from 3 on, and one up to a third, is said as times: "+14006 %" and "−99.3 %" are hard to read.

/// A ratio as a change: "−41 % (−44 to −38)"; "141× as long (130–152)"; "12.3× less (12.1–12.6)".
[[nodiscard]] std::string change_text(const Estimate& ratio);

/// A ratio of times as less or more: "41 % less time than glibc", "141 times as long as glibc", "12.3 times
/// less time than glibc"; without a name "41 % less", "141 times as long", "12.3 times less".
[[nodiscard]] std::string less_or_more_text(const Estimate& ratio, const std::string& than = "");
/// Its interval: "38 to 44 %" (of less, or of more), "130 to 152 times"; with signs where it holds no change.
[[nodiscard]] std::string less_or_more_range(const Estimate& ratio);

/// The size of an effect: 0.042 is "4.2 %", 6.2 is "7.2 times".
[[nodiscard]] std::string effect_text(double change);

/// A p value to as many digits, at least two, as tell it from `limit`: "0.051", never "0.05" for 0.0507.
[[nodiscard]] std::string p_text(double p, double limit);

/// Points with their interval: "+38.2 (+36.1 to +40.3)"; the value alone: "+38.2".
[[nodiscard]] std::string points_text(const Interval& points);
[[nodiscard]] std::string points_text(double points);

/// A share of 1 as "4.2 %"; above a hundred times, "100×".
[[nodiscard]] std::string percent_text(double share);

[[nodiscard]] std::string count_text(const std::optional<double>& count);
[[nodiscard]] std::string duration_text(const std::optional<double>& ns);
[[nodiscard]] std::string bytes_text(const std::optional<double>& bytes);

}  // namespace allocscale
