#include "harness/launch/shell_line.hpp"

#include <fmt/format.h>

#include "harness/base/clean_text.hpp"

namespace allocscale {
namespace {

constexpr const char* plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=:,./@%";

}  // namespace

std::string shell_word(const std::string& word) {
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  const bool all_shown = clean_page(word) == word;
  std::string text = "'";  // between single quotes every character but the quote stands for itself
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\'')
      text += "'\\''";
    else if (!all_shown && c != '\n' && (byte < 0x20 || byte >= 0x7f))
      text += fmt::format("'\"$(printf '\\{:03o}')\"'", byte);
    else
      text += c;
  }
  return text + "'";
}

std::string shell_line(const std::vector<std::string>& environment, const std::vector<std::string>& arguments,
                       std::optional<std::int64_t> stack_limit) {
  std::string line = stack_limit ? "prlimit --stack=" + std::to_string(*stack_limit) + ": " : "";
  line += "env -i";
  for (const std::string& word : environment) line += " " + shell_word(word);
  // env takes every word with a '=' before the program for a variable; nice takes none.
  if (arguments.front().find('=') != std::string::npos) line += " nice -n 0";
  for (const std::string& word : arguments) line += " " + shell_word(word);
  return line;
}

}  // namespace allocscale
