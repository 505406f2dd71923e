#include "harness/report/csv_field.hpp"

#include "harness/base/clean_text.hpp"
#include "harness/base/parse_number.hpp"

namespace allocscale {
namespace {

std::string cleaned(const std::string& given) {
  std::string text = clean_page(given);
  if (text.find_first_of("=+-@") == 0 && !parse_number<double>(text)) text.insert(0, "'");
  return text;
}

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

std::string csv_field(const std::string& text) { return quoted(cleaned(text)); }

std::string csv_line(std::span<const std::string> texts) {
  std::string line;
  for (const std::string& text : texts) line += (&text == texts.data() ? "" : ",") + csv_field(text);
  return line + "\r\n";
}

}  // namespace allocscale
