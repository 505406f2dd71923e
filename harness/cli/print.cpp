#include "harness/cli/print.hpp"

#include <unistd.h>

#include <cstdio>

#include "harness/report/page_text.hpp"
#include "harness/report/terminal.hpp"

namespace allocscale {

void print_page(std::string_view text) { print_as_is(page_text(text, detect_terminal(STDOUT_FILENO))); }

void print_as_is(std::string_view text) { (void)std::fwrite(text.data(), 1, text.size(), stdout); }

}  // namespace allocscale
