#include "tests/golden/golden.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "harness/base/text_file.hpp"
#include "harness/report/characters.hpp"

namespace allocscale {

std::string as_it_is(const std::string& text) { return text; }

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
