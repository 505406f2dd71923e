// How much of a run is done, and how long will the rest take? A bar on a terminal, plain lines elsewhere.
#pragma once

#include <optional>
#include <string>

#include "harness/model/progress.hpp"
#include "harness/report/terminal.hpp"

namespace allocscale {

/// Seconds still to go: the prediction at first, the pace so far more and more as trials are done, since
/// trials of one block differ in length but blocks are alike. Absent when neither is known.
[[nodiscard]] std::optional<double> remaining_seconds(const Progress& progress);

/// One line for a terminal of `style.columns`: "[████░░░░]  31/240  12 %  42 s, 3 min 5 s left  ±6.2 % after
/// 2 blocks  block 3/20  concat boxed glibc × 2". Where that does not fit, the bar, the counts, `what`, the
/// block and the width are left out, in this order.
[[nodiscard]] std::string progress_bar(const Progress& progress, const TerminalStyle& style);

/// One plain line: "31 of 240 trials (12 %), 42 s, about 3 min 5 s left; ±6.2 % after 2 blocks: block 3/20,
/// …".
[[nodiscard]] std::string progress_line(const Progress& progress);

/// Writes progress to a file descriptor, normally stderr: the bar redrawn in place on a terminal at most ten
/// times a second, and taken away when all is done; elsewhere plain lines, every 10 seconds at first and
/// every 5 minutes at last, and a last one.
class ProgressReporter {
 public:
  explicit ProgressReporter(int fd) : fd_(fd), style_(detect_terminal(fd)) {}
  ProgressReporter(int fd, const TerminalStyle& style) : fd_(fd), style_(style) {}
  ProgressReporter(const ProgressReporter&) = delete;
  ProgressReporter& operator=(const ProgressReporter&) = delete;
  ~ProgressReporter() { finish(); }

  void show(const Progress& progress);
  /// Takes the bar away. Called by the destructor too.
  void finish();

 private:
  int fd_;
  TerminalStyle style_;
  std::optional<double> last_shown_seconds_;
  bool bar_drawn_ = false;
};

}  // namespace allocscale
