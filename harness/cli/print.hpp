// What a command prints as its result, on standard output. Main looks at the stream's state.
#pragma once

#include <string_view>

namespace allocscale {

/// Prints a page of lines that others' texts may be in, as the output can show it (page_text).
void print_page(std::string_view text);

/// Prints the text as it is: a page that is drawn already and may hold colours, or data. The text is clean.
void print_as_is(std::string_view text);

}  // namespace allocscale
