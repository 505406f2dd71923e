// What the terminal or file that receives the output can show, and how much of it the reader asked for.
#pragma once

#include <optional>
#include <string_view>

namespace allocscale {

/// When verdict words are coloured.
enum class ColourUse {
  automatic,  // on a terminal that has colours
  always,     // in pipes too
  never,
};

/// What the command line asks of all output: --color, --width.
struct OutputChoices {
  ColourUse colour = ColourUse::automatic;
  std::optional<int> columns;  // absent: as the terminal or COLUMNS says
};

/// The fewest columns into which pages can be laid out.
inline constexpr int fewest_columns = 40;

/// Sets what detect_terminal() obeys from now on, in the whole process. The program calls it once, before it
/// prints.
void choose_output(const OutputChoices& choices);

/// What the output may use. The default is right for a file.
struct TerminalStyle {
  int columns = 120;      // width, in characters
  bool colour = false;    // ANSI colours on verdict words
  bool unicode = true;    // ×, µ, ±, –; otherwise x, u, +-, -
  bool terminal = false;  // it goes to a terminal that can rewrite a line, where a person is watching
  bool wide = false;      // tables have the elapsed time of each phase too
  bool bounded = false;   // `columns` is a terminal's width or was asked for; else nobody minds a longer line
};

/// Goes to the beginning of a terminal's line and erases it: a progress line that stands there.
inline constexpr std::string_view erase_line = "\r\033[K";

/// The style of a file descriptor. Colours: on a terminal unless NO_COLOR is set (https://no-color.org) or
/// TERM is "dumb"; --color decides before these. Width: --width, else COLUMNS, else the terminal's, else 120.
/// ASCII: where LC_ALL, LC_CTYPE or LANG (the first that is set) names a character set other than UTF-8. A
/// terminal whose TERM is "dumb" is treated as a pipe: it gets no control characters.
[[nodiscard]] TerminalStyle detect_terminal(int fd);

}  // namespace allocscale
