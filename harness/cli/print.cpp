#include "harness/cli/print.hpp"

#include <cstdio>
#include <string>

#include "harness/base/clean_text.hpp"

namespace allocscale {

void print_page(std::string_view text) {
  const std::string clean = clean_page(text);
  (void)std::fwrite(clean.data(), 1, clean.size(), stdout);
}

}  // namespace allocscale
