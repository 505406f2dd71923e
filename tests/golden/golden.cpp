#include "tests/golden/golden.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "harness/base/text_file.hpp"
#include "harness/report/characters.hpp"

namespace allocscale {

std::string as_it_is(const std::string& text) { return text; }

std::string numbers_rounded(const std::string& text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find_first_not_of("-+.0123456789e", at);
    const std::string word = text.substr(at, std::max<std::size_t>(end, at + 1) - at);
    char* rest = nullptr;
    const double value = std::strtod(word.c_str(), &rest);
    const bool fraction = *rest == '\0' && word.find('.') != std::string::npos;
    result += fraction ? fmt::format("{:.9g}", value) : word;
    at += word.size();
  }
  return result;
}

void expect_golden(const std::string& name, const std::string& made, Reading read) {
  const std::string path = fmt::format("{}/{}", EXPECTED_FOLDER, name);
  auto expected = read_text(path);
  if (expected) expected = read(*expected);
  const std::string actual = read(made);
  if (expected == actual) return;
  if (std::getenv("ALLOCSCALE_RENEW_GOLDEN") != nullptr) {
    write_text(path, made);
    FAIL() << "renewed " << path << ": look at the difference, then run without ALLOCSCALE_RENEW_GOLDEN";
  }
  ASSERT_TRUE(expected) << path << " is missing";
  const auto expected_lines = lines_of(*expected);
  const auto actual_lines = lines_of(actual);
  for (std::size_t i = 0; i < std::max(expected_lines.size(), actual_lines.size()); ++i) {
    ASSERT_LT(i, actual_lines.size()) << name << " ends early; next was: " << expected_lines[i];
    ASSERT_LT(i, expected_lines.size()) << name << " goes on: " << actual_lines[i];
    ASSERT_EQ(actual_lines[i], expected_lines[i]) << name << ", line " << i + 1;
  }
}

}  // namespace allocscale
