#include "harness/report/progress.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/base/clean_text.hpp"
#include "harness/base/quantity.hpp"
#include "harness/base/standard_streams.hpp"
#include "harness/report/characters.hpp"

namespace allocscale {
namespace {

constexpr double seconds_between_lines = 10;
constexpr double seconds_between_bars = 0.1;
// After this many trials the pace alone predicts the rest.
constexpr double trials_to_trust = 40;

double share_of(const Progress& progress) {
  if (progress.total <= 0) return 0;
  return std::clamp(static_cast<double>(progress.done) / progress.total, 0.0, 1.0);
}

std::string bar_of(double share, int cells, bool unicode) {
  const int full = static_cast<int>(share * cells);
  std::string bar = "[";
  for (int i = 0; i < cells; ++i) bar += i < full ? (unicode ? "█" : "#") : (unicode ? "░" : ".");
  return bar + "]";
}

// Percent rounded down: 100 % is said only when it is done.
int percent_of(const Progress& progress) { return static_cast<int>(100 * share_of(progress)); }

}  // namespace

std::optional<double> remaining_seconds(const Progress& progress) {
  const double share = share_of(progress);
  std::optional<double> by_prediction;
  if (progress.predicted_seconds) by_prediction = *progress.predicted_seconds * (1 - share);
  if (progress.done <= 0 || share <= 0) return by_prediction;
  const double by_pace = progress.elapsed_seconds * (1 - share) / share;
  if (!by_prediction) return by_pace;
  const double trust = std::min(1.0, progress.done / trials_to_trust);
  return trust * by_pace + (1 - trust) * *by_prediction;
}

std::string progress_bar(const Progress& progress, const TerminalStyle& style) {
  std::string counts = fmt::format("{}/{}  {} %  {}", progress.done, progress.total, percent_of(progress),
                                   format_span(progress.elapsed_seconds));
  if (const auto left = remaining_seconds(progress)) counts += fmt::format(", {} left", format_span(*left));
  // One column stays free: a full last column makes some terminals wrap.
  const auto room = static_cast<std::size_t>(std::max(style.columns, 1)) - 1;
  const std::string bar = bar_of(share_of(progress), 20, style.unicode) + "  " + counts;
  if (display_width(bar) > room) return counts;
  const std::string clean = clean_line(progress.what);
  const std::string what = style.unicode ? clean : to_ascii(clean);
  const std::string whole = bar + "  " + what;
  return what.empty() || display_width(whole) > room ? bar : whole;
}

std::string progress_line(const Progress& progress) {
  std::string line = fmt::format("{} of {} {} ({} %), {}", progress.done, progress.total, progress.noun,
                                 percent_of(progress), format_span(progress.elapsed_seconds));
  if (const auto left = remaining_seconds(progress))
    line += fmt::format(", about {} left", format_span(*left));
  if (!progress.what.empty()) line += ": " + clean_line(progress.what);
  return line;
}

void ProgressReporter::show(const Progress& progress) {
  const double now = progress.elapsed_seconds;
  const double between = style_.terminal ? seconds_between_bars : seconds_between_lines;
  const bool last = progress.done >= progress.total;
  if (!last && last_shown_seconds_ && now - *last_shown_seconds_ < between) return;
  last_shown_seconds_ = now;
  if (style_.terminal) {
    write_or_drop(fd_, "\r" + progress_bar(progress, style_) + "\033[K");
    bar_drawn_ = true;
  } else {
    write_or_drop(fd_, shown(progress_line(progress), style_.unicode) + "\n");
  }
}

void ProgressReporter::finish() {
  if (bar_drawn_) write_or_drop(fd_, erase_line);
  bar_drawn_ = false;
}

}  // namespace allocscale
