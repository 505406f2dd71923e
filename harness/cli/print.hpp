// What a command prints as its result: a page of text on standard output.
#pragma once

#include <string_view>

namespace allocscale {

/// Writes the text to standard output, clean (clean_page). Main looks at the stream's state.
void print_page(std::string_view text);

}  // namespace allocscale
