// A name of others as part of a file's name.
#include "harness/base/path_component.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

#include "tests/hostile_texts.hpp"

namespace allocscale {
namespace {

TEST(PathComponent, OrdinaryNamesStay) {
  for (const char* name : {"quick", "start-methods", "a.b", "größe", "a b", "x..y"})
    EXPECT_EQ(path_component(name), name);
}

TEST(PathComponent, NoNameLeadsElsewhere) {
  EXPECT_EQ(path_component("../PWN"), "_._PWN");
  EXPECT_EQ(path_component("/etc/passwd"), "_etc_passwd");
  EXPECT_EQ(path_component(".."), "_.");
  EXPECT_EQ(path_component(""), "_");
  EXPECT_EQ(path_component(std::string("a\0b", 3)), "a_b");
  for (const std::string& text : hostile_texts()) {
    const std::filesystem::path path = std::filesystem::path("/folder") / path_component(text);
    EXPECT_EQ(path.lexically_normal().parent_path(), "/folder") << path;
  }
}

TEST(PathComponent, LongNamesAreCutAndStayDifferent) {
  std::set<std::string> names;
  for (const char* last : {"1", "2"}) names.insert(path_component(std::string(300, 'x') + last));
  EXPECT_EQ(names.size(), 2U);
  EXPECT_EQ(names.begin()->size(), 80U);
  EXPECT_LE(path_component("a" + std::string(100, '\xc3') + "x").size(), 80U);
  std::string umlauts;
  for (int i = 0; i < 100; ++i) umlauts += "ä";
  EXPECT_EQ(path_component("x" + umlauts).substr(0, 3), "xä");
  EXPECT_EQ(path_component(umlauts).find('~'), 70U);  // not within a character
}

}  // namespace
}  // namespace allocscale
