#include "harness/cli/print.hpp"

#include <unistd.h>

#include <cstdio>
#include <string>

#include "harness/report/characters.hpp"
#include "harness/report/page.hpp"
#include "harness/report/terminal.hpp"

namespace allocscale {

void print_page(std::string_view text) {
  const TerminalStyle style = detect_terminal(STDOUT_FILENO);
  const std::string page = shown(text, style.unicode);
  print_as_is(style.bounded ? fold_lines(page, style.columns) : page);
}

void print_as_is(std::string_view text) { (void)std::fwrite(text.data(), 1, text.size(), stdout); }

}  // namespace allocscale
