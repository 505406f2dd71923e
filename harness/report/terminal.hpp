// What the terminal or file that receives the output can show, and how much of it the reader asked for.
#pragma once

namespace allocscale {

/// What the output may use. The default is right for a file.
struct TerminalStyle {
  int columns = 120;      // width, in characters
  bool colour = false;    // ANSI colours on verdict words
  bool unicode = true;    // ×, µ, ±, –; otherwise x, u, +-, -
  bool terminal = false;  // it goes to a terminal, where a person is watching
  bool wide = false;      // tables have the elapsed time of each phase too
};

/// The style of a file descriptor: colours on a terminal unless NO_COLOR is set or TERM is "dumb"
/// (https://no-color.org); the width from COLUMNS, else from the terminal, else 120; ASCII where LC_ALL,
/// LC_CTYPE or LANG (the first that is set) names a terminal's character set other than UTF-8. Files
/// and pipes are assumed to take UTF-8.
[[nodiscard]] TerminalStyle detect_terminal(int fd);

}  // namespace allocscale
