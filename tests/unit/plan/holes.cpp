#include "tests/unit/plan/holes.hpp"

#include <algorithm>
#include <iterator>

namespace allocscale {
namespace {

/// The message with one word in the place of each text that stands in quotes.
std::string with_words_for_quoted(const std::string& message) {
  std::string text;
  std::size_t at = 0;
  while (at < message.size()) {
    const bool opens = message[at] == '\'' || message[at] == '"';
    const auto closing = opens ? message.find(message[at], at + 1) : std::string::npos;
    text += closing == std::string::npos ? message.substr(at, 1) : "'typed'";
    at = closing == std::string::npos ? at + 1 : closing + 1;
  }
  return text;
}

}  // namespace

bool has_hole(const std::string& message) {
  const std::string text = with_words_for_quoted(message);
  if (text.empty() || text.front() == ' ' || text.back() == ' ' || text.back() == ':' || text.back() == ',')
    return true;
  const char* const marks[] = {"  ", " ,", " ;", " :", "()", "( ", " )", ",,", ":,", ": ;", ": :"};
  return std::any_of(std::begin(marks), std::end(marks),
                     [&text](const char* mark) { return text.find(mark) != std::string::npos; });
}

}  // namespace allocscale
