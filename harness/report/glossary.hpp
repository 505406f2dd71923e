// The words that tables, options and prose use, each in one meaning: those of docs/glossary.md, which the
// build puts into the program.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace allocscale {

struct GlossaryWord {
  std::string name;     // "twin"
  std::string meaning;  // in plain text
};

/// The rows of the page's tables, in their order; a row of several words is there once for each: "cold",
/// "settling", "settled".
[[nodiscard]] std::vector<GlossaryWord> glossary();

/// The same of a page in Markdown with tables "| word | meaning |".
[[nodiscard]] std::vector<GlossaryWord> read_glossary(std::string_view page);

/// The meaning for `describe`, folded, each line indented.
[[nodiscard]] std::string word_text(const GlossaryWord& word);

}  // namespace allocscale
