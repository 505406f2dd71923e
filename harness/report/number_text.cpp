#include "harness/report/number_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "harness/base/quantity.hpp"

namespace allocscale {
namespace {

// Whether an interval that excludes 1 would seem to touch it when its bounds are rounded: "LOSS (1.00–1.05)".
bool rounding_hides_difference(const Interval& interval, double step) {
  const double nearest = interval.low > 1 ? interval.low : interval.high < 1 ? interval.high : 0;
  return nearest > 0 && std::fabs(nearest - 1) < step / 2;
}

// A few blocks that differ much can make an interval like "0.0–3200000000.0", whose digits mean nothing. A
// bound above this limit and above 10 times its estimate is written as ">100".
constexpr double largest_bound = 100;

bool beyond_reading(double bound, double estimate) {
  return !(bound <= largest_bound) && !(bound <= 10 * estimate);
}

std::string ratio_bound(double bound, double estimate, int decimals) {
  if (beyond_reading(bound, estimate)) return fmt::format(">{:.0f}", largest_bound);
  return fmt::format("{:.{}f}", bound, decimals);
}

// Two digits of the interval's width are enough for two intervals to be compared by eye.
int ratio_decimals(const Estimate& ratio) {
  if (*ratio.value >= 99.95) return 0;
  if (*ratio.value >= 9.995) return 1;
  if (!ratio.interval) return 2;
  const bool narrow = ratio.interval->high - ratio.interval->low < 0.02;
  return narrow || rounding_hides_difference(*ratio.interval, 0.01) ? 3 : 2;
}

int change_decimals(const Estimate& ratio) {
  if (!ratio.interval) return 1;
  const bool far = std::fabs(*ratio.value - 1) >= 0.1;
  const bool wide = ratio.interval->high - ratio.interval->low >= (far ? 0.02 : 0.1);
  return wide && !rounding_hides_difference(*ratio.interval, 0.01) ? 0 : 1;
}

// A real minus sign: a hyphen is easily missed beside a range. No sign where it rounds to zero.
std::string signed_number(double value, int decimals) {
  const std::string digits = fmt::format("{:.{}f}", std::fabs(value), decimals);
  if (digits.find_first_not_of("0.") == std::string::npos) return digits;
  return (value < 0 ? "−" : "+") + digits;
}

double change_of(double ratio) { return 100 * (ratio - 1); }

constexpr double times_from = 3;

bool is_times_more(double ratio) { return ratio >= times_from; }
bool is_times_less(double ratio) { return ratio > 0 && ratio <= 1 / times_from; }

// How many times less: 1/ratio.
Estimate inverse(Estimate ratio) {
  ratio.value = 1 / *ratio.value;
  if (ratio.interval)
    ratio.interval = Interval{*ratio.value, 1 / ratio.interval->high, 1 / ratio.interval->low};
  return ratio;
}

// "12.3", with as many digits as in a table of ratios.
std::string times_number(const Estimate& ratio) {
  return fmt::format("{:.{}f}", *ratio.value, std::min(ratio_decimals(ratio), 1));
}

std::string times_range(const Estimate& ratio, const char* between) {
  const int decimals = std::min(ratio_decimals(ratio), 1);
  return fmt::format("{:.{}f}{}{}", ratio.interval->low, decimals, between,
                     ratio_bound(ratio.interval->high, *ratio.value, decimals));
}

bool holds_no_change(const Estimate& ratio) { return ratio.interval && ratio.interval->holds(1); }

}  // namespace

std::string modes_text(const Modes& modes) {
  const double low_percent = 100 * modes.low_share();
  return fmt::format("{} in {:.0f} %, {} in {:.0f} %", format_duration(modes.low), low_percent,
                     format_duration(modes.high), 100 - low_percent);
}

std::string mode_faults_text(const Modes& modes) {
  if (!modes.low_faults || !modes.high_faults) return absent_text;
  const double low_percent = 100 * modes.low_share();
  return fmt::format("{} in {:.0f} %, {} in {:.0f} %", count_text(modes.low_faults), low_percent,
                     count_text(modes.high_faults), 100 - low_percent);
}

std::string half_width_text(const Estimate& time) {
  if (!time.interval) return "";
  const double half_width = 100 * (std::sqrt(time.interval->high / time.interval->low) - 1);
  constexpr double widest = 1000;
  return half_width > widest ? fmt::format("±>{:.0f} %", widest)
                             : fmt::format("±{:.{}f} %", half_width, half_width < 9.95 ? 1 : 0);
}

std::string time_text(const AtWorkers& at) {
  const Estimate& time = at.time_ns;
  if (at.modes) return modes_text(*at.modes);
  if (!time.value) return time.reason.empty() ? absent_text : time.reason;
  const std::string half_width = half_width_text(time);
  return format_duration(*time.value) + (half_width.empty() ? "" : " ") + half_width;
}

std::string ratio_text(const Estimate& ratio) {
  if (!ratio.value) return absent_text;
  const int decimals = ratio_decimals(ratio);
  std::string text = fmt::format("{:.{}f}", *ratio.value, decimals);
  if (ratio.interval)
    text += fmt::format(" ({:.{}f}–{})", ratio.interval->low, decimals,
                        ratio_bound(ratio.interval->high, *ratio.value, decimals));
  return text;
}

std::string times_text(const Estimate& ratio) {
  if (!ratio.value) return absent_text;
  return fmt::format("{:.{}f}×", *ratio.value, ratio_decimals(ratio));
}

std::string range_text(const Estimate& ratio) {
  if (!ratio.interval) return "no interval";
  const int decimals = ratio_decimals(ratio);
  return fmt::format("{:.{}f} to {}", ratio.interval->low, decimals,
                     ratio_bound(ratio.interval->high, *ratio.value, decimals));
}

std::string change_text(const Estimate& ratio) {
  if (!ratio.value) return absent_text;
  if (is_times_more(*ratio.value) || is_times_less(*ratio.value)) {
    const bool more = is_times_more(*ratio.value);
    const Estimate times = more ? ratio : inverse(ratio);
    std::string text = times_number(times) + (more ? "× as long" : "× less");
    if (times.interval) text += " (" + times_range(times, "–") + ")";
    return text;
  }
  const int decimals = change_decimals(ratio);
  std::string text = signed_number(change_of(*ratio.value), decimals) + " %";
  if (ratio.interval)
    text += fmt::format(" ({} to {})", signed_number(change_of(ratio.interval->low), decimals),
                        beyond_reading(ratio.interval->high, *ratio.value)
                            ? fmt::format(">{:.0f}×", largest_bound)
                            : signed_number(change_of(ratio.interval->high), decimals));
  return text;
}

std::string less_or_more_text(const Estimate& ratio, const std::string& than) {
  if (!ratio.value) return absent_text;
  if (is_times_more(*ratio.value))
    return times_number(ratio) + " times as long" + (than.empty() ? "" : " as " + than);
  const double change = change_of(*ratio.value);
  const std::string amount = is_times_less(*ratio.value)
                                 ? times_number(inverse(ratio)) + " times"
                                 : fmt::format("{:.{}f} %", std::fabs(change), change_decimals(ratio));
  return amount + (change < 0 ? " less" : " more") + (than.empty() ? "" : " time than " + than);
}

std::string less_or_more_range(const Estimate& ratio) {
  if (!ratio.value || !ratio.interval) return "no interval";
  if (is_times_more(*ratio.value)) return times_range(ratio, " to ") + " times";
  if (is_times_less(*ratio.value)) return times_range(inverse(ratio), " to ") + " times";
  const double low = change_of(ratio.interval->low);
  const double high = change_of(ratio.interval->high);
  const int decimals = change_decimals(ratio);
  const bool less = *ratio.value < 1;
  if (!less && beyond_reading(ratio.interval->high, *ratio.value))
    return fmt::format("{:.{}f} % to >{:.0f}×", low, decimals, largest_bound);
  if (holds_no_change(ratio))
    return fmt::format("{} to {} %", signed_number(low, decimals), signed_number(high, decimals));
  const double from = less ? -high : low;
  const double to = less ? -low : high;
  return fmt::format("{:.{}f} to {:.{}f} %", from, decimals, to, decimals);
}

std::string effect_text(double change) {
  if (!(change + 1 <= largest_bound)) return fmt::format("{:.0f} times", largest_bound);
  if (is_times_more(change + 1)) return fmt::format("{:.1f} times", change + 1);
  return percent_text(change);
}

std::string p_text(double p, double limit) {
  constexpr int most_decimals = 9;
  for (int decimals = 2;; ++decimals) {
    std::string text = fmt::format("{:.{}f}", p, decimals);
    if (decimals == most_decimals || (std::stod(text) > limit) == (p > limit)) return text;
  }
}

std::string points_text(double points) { return signed_number(points, 1); }

std::string points_text(const Interval& points) {
  constexpr double beyond_reading_points = 10'000;  // of a few blocks that happen to differ
  if (points.high - points.low > beyond_reading_points)
    return points_text(points.estimate) + " (no bounds yet)";
  return fmt::format("{} ({} to {})", points_text(points.estimate), points_text(points.low),
                     points_text(points.high));
}

std::string percent_text(double share) {
  const double percent = 100 * share;
  if (!(share <= largest_bound)) return fmt::format("{:.0f}×", largest_bound);
  return fmt::format("{:.{}f} %", percent, percent < 9.95 ? 1 : 0);
}

std::string count_text(const std::optional<double>& count) {
  if (!count) return absent_text;
  if (*count > 0 && *count < 0.5) return "<1";
  return format_count(*count);
}

std::string duration_text(const std::optional<double>& ns) { return ns ? format_duration(*ns) : absent_text; }

std::string bytes_text(const std::optional<double>& bytes) {
  return bytes ? format_bytes(*bytes) : absent_text;
}

}  // namespace allocscale
