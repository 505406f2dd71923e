#include "harness/report/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "harness/base/parse_number.hpp"

namespace allocscale {
namespace {

OutputChoices chosen;

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view{} : value;
}

std::optional<int> columns_asked_for() {
  const auto columns = parse_number<int>(environment("COLUMNS"));
  return columns && *columns > 0 ? columns : std::nullopt;
}

std::optional<int> columns_of(int fd) {
  winsize size{};
  if (::ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return std::nullopt;
  return size.ws_col;
}

bool speaks_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    std::string value(environment(name));
    if (value.empty()) continue;
    std::transform(value.begin(), value.end(), value.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return value.find("utf-8") != std::string::npos || value.find("utf8") != std::string::npos;
  }
  return true;
}

bool takes_colour(bool terminal) {
  switch (chosen.colour) {
    case ColourUse::always:
      return true;
    case ColourUse::never:
      return false;
    case ColourUse::automatic:
      break;
  }
  return terminal && environment("NO_COLOR").empty();
}

}  // namespace

void choose_output(const OutputChoices& choices) { chosen = choices; }

TerminalStyle detect_terminal(int fd) {
  TerminalStyle style;
  style.terminal = ::isatty(fd) == 1 && environment("TERM") != "dumb";
  std::optional<int> columns = chosen.columns;
  if (!columns) columns = columns_asked_for();
  if (!columns) columns = columns_of(fd);
  style.bounded = columns.has_value();
  style.columns = columns.value_or(style.columns);
  style.colour = takes_colour(style.terminal);
  style.unicode = speaks_utf8();
  return style;
}

}  // namespace allocscale
