#include "harness/cli/note.hpp"

#include <unistd.h>

#include <cstdio>

#include "harness/base/clean_text.hpp"
#include "harness/base/standard_streams.hpp"
#include "harness/report/characters.hpp"
#include "harness/report/terminal.hpp"

namespace allocscale {
namespace {

Loudness chosen = Loudness::usual;

}  // namespace

void choose_loudness(Loudness loudness) { chosen = loudness; }

Loudness loudness() { return chosen; }

void say(const std::string& text) {
  std::fflush(stdout);  // so that a note does not break a line of the tables where both go to one terminal
  const TerminalStyle style = detect_terminal(STDERR_FILENO);
  const std::string line = "allocscale: " + shown(clean_line(text), style.unicode) + "\n";
  write_or_drop(STDERR_FILENO, style.terminal ? std::string(erase_line) + line : line);
}

}  // namespace allocscale
