#include "harness/report/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "harness/base/clean_text.hpp"
#include "harness/base/plural.hpp"
#include "harness/base/quantity.hpp"
#include "harness/base/standard_streams.hpp"
#include "harness/report/characters.hpp"
#include "harness/report/number_text.hpp"

namespace allocscale {
namespace {

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

// "42 s, about 3 min 5 s left".
std::string times_text(const Progress& progress, const char* about) {
  std::string text = format_span(progress.elapsed_seconds);
  if (progress.done < progress.total)
    if (const auto left = remaining_seconds(progress))
      text += fmt::format(", {}{} left", about, format_span(*left));
  return text;
}

// "±6.2 % after 8 blocks"; empty where it is not known.
std::string width_text(const Progress& progress) {
  if (!progress.width) return "";
  return fmt::format("±{} after {}", percent_text(progress.width->half_width),
                     plural(progress.width->blocks, "block"));
}

struct Piece {
  std::string text;
  int priority;
};

// In a log, lines come more seldom the longer it takes: every 10 s at first, every 5 min at last.
double seconds_between_lines(double elapsed_seconds) { return std::clamp(elapsed_seconds / 10, 10.0, 300.0); }

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
  const std::string times = fmt::format("{} %  {}", percent_of(progress), times_text(progress, ""));
  const std::string counts = fmt::format("{}/{}", progress.done, progress.total);
  // As they stand in the line. Where it is too long, those of the least priority go first.
  std::vector<Piece> pieces = {{bar_of(share_of(progress), 20, style.unicode), 1},
                               {counts, 2},
                               {times, 6},
                               {width_text(progress), 5},
                               {clean_line(progress.block), 4},
                               {clean_line(progress.what), 3}};
  // One column stays free: a full last column makes some terminals wrap.
  const auto room = static_cast<std::size_t>(std::max(style.columns, 1)) - 1;
  for (int priority = 1;; ++priority) {
    std::string line;
    for (const Piece& piece : pieces)
      if (piece.priority >= priority && !piece.text.empty()) line += (line.empty() ? "" : "  ") + piece.text;
    line = shown(line, style.unicode);
    if (display_width(line) <= room || priority == 6) return line;
  }
}

std::string progress_line(const Progress& progress) {
  std::string line = progress.done < progress.total
                         ? fmt::format("{} of {} {} ({} %), {}", progress.done, progress.total, progress.noun,
                                       percent_of(progress), times_text(progress, "about "))
                         : fmt::format("{} of {} {} in {}", progress.done, progress.total, progress.noun,
                                       format_span(progress.elapsed_seconds));
  if (const std::string width = width_text(progress); !width.empty()) line += "; " + width;
  const bool both = !progress.block.empty() && !progress.what.empty();
  if (const std::string what = progress.block + (both ? ", " : "") + progress.what; !what.empty())
    line += ": " + clean_line(what);
  return line;
}

void ProgressReporter::show(const Progress& progress) {
  const double now = progress.elapsed_seconds;
  const double between = style_.terminal ? seconds_between_bars : seconds_between_lines(now);
  const bool last = progress.done >= progress.total;
  if (!last && last_shown_seconds_ && now - *last_shown_seconds_ < between) return;
  last_shown_seconds_ = now;
  if (style_.terminal && last) {
    finish();  // what follows is the result
  } else if (style_.terminal) {
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
