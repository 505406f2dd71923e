#include "harness/launch/shell_line.hpp"

namespace allocscale {
namespace {

constexpr const char* plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=:,./@%";

}  // namespace

std::string shell_word(const std::string& word) {
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string text = "'";  // between single quotes every character but the quote stands for itself
  for (const char c : word) {
    if (c == '\'')
      text += "'\\''";
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
  for (const std::string& word : arguments) line += " " + shell_word(word);
  return line;
}

}  // namespace allocscale
