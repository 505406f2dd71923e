#include "harness/report/glossary.hpp"

#include <algorithm>
#include <utility>

#include "harness/report/characters.hpp"

namespace allocscale {

extern const char* const glossary_page;  // generated from docs/glossary.md

namespace {

constexpr std::size_t text_columns = 76;

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// Without the marks of Markdown: emphasis, code, the target of a link.
std::string plain(std::string_view text) {
  std::string words;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("](")) {
      i = std::min(text.find(')', i), text.size() - 1);
      continue;
    }
    if (std::string_view("*`[").find(text[i]) == std::string_view::npos) words += text[i];
  }
  return words;
}

// "design: paired, separate" are three words.
std::vector<std::string> words_of(std::string_view head) {
  std::vector<std::string> words;
  while (!head.empty()) {
    const std::size_t end = std::min(head.find_first_of(",:"), head.size());
    words.push_back(plain(trimmed(head.substr(0, end))));
    head.remove_prefix(std::min(end + 1, head.size()));
  }
  return words;
}

}  // namespace

std::vector<GlossaryWord> read_glossary(std::string_view page) {
  std::vector<GlossaryWord> all;
  for (const std::string_view line : lines_of(page)) {
    const std::size_t middle = line.find(" | ");
    if (!line.starts_with("| ") || middle == std::string_view::npos || !line.ends_with(" |")) continue;
    const std::string_view head = trimmed(line.substr(2, middle - 2));
    if (head == "word") continue;
    const std::string meaning = plain(trimmed(line.substr(middle + 3, line.size() - middle - 5)));
    for (std::string& name : words_of(head)) all.push_back({std::move(name), meaning});
  }
  return all;
}

std::vector<GlossaryWord> glossary() { return read_glossary(glossary_page); }

std::string word_text(const GlossaryWord& word) {
  std::string text;
  for (const std::string& line : folded(word.meaning, text_columns)) text += "  " + line + "\n";
  return text;
}

}  // namespace allocscale
