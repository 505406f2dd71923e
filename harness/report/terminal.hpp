// What can the terminal or file that receives the output show?
#pragma once

namespace allocscale {

struct TerminalStyle {
  bool terminal = false;  // a person is watching
  int columns = 120;
  bool colour = false;
  bool unicode = true;
};

/// Of a file descriptor: colours on a terminal unless NO_COLOR is set or TERM is "dumb"
/// (https://no-color.org); the width from COLUMNS, else from the terminal, else 120; ASCII where LC_ALL,
/// LC_CTYPE or LANG (the first that is set) names a terminal's character set other than UTF-8. Files
/// and pipes are assumed to take UTF-8.
[[nodiscard]] TerminalStyle detect_terminal(int fd);

}  // namespace allocscale
