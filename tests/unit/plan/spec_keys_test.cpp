// Does every key that a spec may hold stand where a reader looks for it: in the parser's header and in the
// comment that all experiments point to?
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <regex>

#include "harness/model/factor.hpp"
#include "harness/plan/spec.hpp"
#include "tests/unit/plan/samples.hpp"

namespace allocscale {
namespace {

using Names = std::vector<std::string>;

// The comment lines of a file, without what makes them comments.
std::string comments(const std::string& file, const std::string& begin) {
  std::ifstream in(EXPERIMENTS_DIR "/" + file);
  EXPECT_TRUE(in) << file;
  std::string text;
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(begin)) text += line.substr(begin.size()) + "\n";
  return text;
}

// What a table says that it may hold, when it is met with a key that is like none; factors aside, which
// `allocscale list factors` names.
Names keys_of(const std::string& table) {
  const std::string unknown = std::string(40, 'z') + " = 1\n";
  const auto part = [&](const std::string& name, const std::string& body) {
    return "[" + name + "]\n" + body + (name == table ? unknown : "");
  };
  const std::string spec = (table.empty() ? unknown : "") + "question = \"?\"\n" +
                           (table == "command" ? part("command", "") : "") +
                           part("factors",
                                "kernels = \"all\"\nlayouts = \"all\"\nallocators = \"all\"\n"
                                "sizes = 7\nworkers = 1\n") +
                           part("baseline", "layout = \"boxed\"\nallocator = \"glibc\"\n") +
                           part("measure", "") +
                           (table == "published" || table == "fidelity" ? part(table, "") : "");
  const std::string message = request_error([&] { static_cast<void>(parse_experiment(spec, "a.toml")); });
  const std::size_t valid = message.find("valid: ");
  EXPECT_NE(valid, std::string::npos) << message;
  std::istringstream words(message.substr(valid + 7));
  Names keys;
  for (std::string key; std::getline(words >> std::ws, key, ',');)
    if (std::none_of(factors().begin(), factors().end(), [&](const Factor& one) { return one.name == key; }))
      keys.push_back(key);
  return keys;
}

TEST(SpecKeys, AreAllExplained) {
  const std::string header = comments("../harness/plan/spec.hpp", "//   ");
  const std::string quick = comments("quick.toml", "# ");
  EXPECT_EQ(keys_of("baseline"), (Names{"layout", "allocator"}));
  for (const char* table : {"command", "published", "fidelity"})
    for (const std::string& key : keys_of(table))
      EXPECT_TRUE(std::regex_search(header, std::regex("(^|\n)" + key + " +="))) << key;
  for (const char* table : {"", "factors", "baseline", "measure"})
    for (const std::string& key : keys_of(table)) {
      EXPECT_TRUE(std::regex_search(header, std::regex("(^|\n)(" + key + " +=|\\[+" + key + "\\])"))) << key;
      EXPECT_TRUE(std::regex_search(quick, std::regex("\\b" + key + "\\b"))) << key;
    }
}

}  // namespace
}  // namespace allocscale
