// Every wrong spec is refused in one line that says where, what was found, and what was expected.
#include <gtest/gtest.h>

#include <map>
#include <ostream>

#include "harness/plan/spec.hpp"
#include "tests/unit/plan/samples.hpp"

namespace allocscale {
namespace {

// A correct spec with one line replaced; an empty replacement leaves the line out.
std::string spec_with(int wrong_line, const std::string& replacement) {
  const std::vector<std::string> lines = {"question = \"Does it scale?\"",
                                          "[factors]",
                                          "kernels = [\"concat\", \"copy\"]",
                                          "layouts = [\"boxed\"]",
                                          "allocators = [\"glibc\"]",
                                          "sizes = \"small\"",
                                          "workers = [1, \"max\"]",
                                          "placement = \"scatter\"",
                                          "[sizes]",
                                          "copy = \"paper\"",
                                          "[baseline]",
                                          "layout = \"boxed\"",
                                          "allocator = \"glibc\"",
                                          "[measure]",
                                          "blocks = 20"};
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string& line = static_cast<int>(i) + 1 == wrong_line ? replacement : lines[i];
    if (!line.empty()) text += line + "\n";
  }
  return text;
}

struct WrongSpec {
  const char* name;
  int line;
  const char* replacement;
  const char* message;  // after "bad.toml:"
};

void PrintTo(const WrongSpec& wrong, std::ostream* out) { *out << wrong.replacement; }

class SpecError : public testing::TestWithParam<WrongSpec> {};

TEST_P(SpecError, SaysWhereAndWhatWasExpected) {
  const WrongSpec& wrong = GetParam();
  EXPECT_EQ(
      request_error([&] { (void)parse_experiment(spec_with(wrong.line, wrong.replacement), "bad.toml"); }),
      std::string("bad.toml:") + wrong.message);
}

const WrongSpec wrong_keys[] = {
    {"UnknownKey", 3, R"(kernls = ["concat"])",
     "3:1: unknown key 'kernls' in [factors]; did you mean 'kernels'?"},
    {"UnknownKeyFarFromAll", 12, R"(xyz = 1)",
     "12:1: unknown key 'xyz' in [baseline]; valid: layout, allocator, placement, start, huge_pages, "
     "history, numa, stack, result, siblings, sibling_rate"},
    {"UnknownTable", 14, "[mesure]", "14:2: unknown key 'mesure' at the top level; did you mean 'measure'?"},
    {"KeyUnderTheWrongTable", 15, "  blocks = 20\nlayouts = 1",
     "16:1: unknown key 'layouts' in [measure]; valid: estimand, design, iterations, blocks, margin, budget, "
     "deadline"},
    {"MissingQuestion", 1, "",
     "1:1: missing key 'question' at the top level; expected prose: what is asked, and why"},
    {"MissingKernels", 3, "",
     "2:1: missing key 'kernels' in [factors]; expected a list of kernel names, or \"all\""},
    {"MissingBaselineLayout", 12, "",
     "11:1: missing key 'layout' in [baseline]; expected the name of a layout"},
    {"FactorsIsNoTable", 2, "factors = 3\n[other]",
     "3:2: unknown key 'other' at the top level; valid: question, factors, sizes, baseline, measure, "
     "command, published, fidelity"},
    {"SizesOfAnotherKernel", 10, "concta = 5",
     "10:1: unknown key 'concta' in [sizes]; did you mean 'concat'?"},
};
INSTANTIATE_TEST_SUITE_P(Keys, SpecError, testing::ValuesIn(wrong_keys),
                         [](const auto& each) { return each.param.name; });

const WrongSpec wrong_types[] = {
    {"NumberForNames", 3, "kernels = 3",
     R"(3:11: 'kernels' in [factors] is 3; expected a list of kernel names, or "all")"},
    {"NumberAmongNames", 3, R"(kernels = ["concat", 4.5])",
     R"(3:22: 'kernels' in [factors] is 4.5; expected a list of kernel names, or "all")"},
    {"NoNames", 3, "kernels = []",
     R"(3:11: 'kernels' in [factors] is an empty list; expected a list of kernel names, or "all")"},
    {"EmptyName", 3, R"(kernels = ["concat", ""])",
     R"(3:22: 'kernels' in [factors] is ""; expected a list of kernel names, or "all")"},
    {"AllInAList", 4, R"(layouts = ["boxed", "all"])",
     R"(4:21: "all" stands alone, not in a list: layouts = "all")"},
    {"BlankQuestion", 1, R"(question = "  ")",
     R"(1:12: 'question' at the top level is "  "; expected prose: what is asked, and why)"},
    {"TableForAList", 4, "layouts = {}",
     R"(4:11: 'layouts' in [factors] is a table; expected a list of layout names, or "all")"},
    {"DateForAName", 13, "allocator = 2020-01-01",
     "13:13: 'allocator' in [baseline] is 2020-01-01; expected the name of an allocator"},
    {"TextForANumber", 15, R"(blocks = "20")",
     R"(15:10: 'blocks' in [measure] is "20"; expected a whole number from 1 to 100000)"},
    {"RealForANumber", 15, "iterations = 2.0",
     "15:14: 'iterations' in [measure] is 2.0; expected a whole number from 1 to 1000"},
    {"BooleanForANumber", 15, "margin = true",
     "15:10: 'margin' in [measure] is true; expected a number above 0 and below 1, such as 0.03"},
    {"NumberForASpan", 15, "budget = 180",
     R"(15:10: 'budget' in [measure] is 180; expected a time such as "90s", "3m" or "1.5h")"},
    {"LongTextIsCut", 15, "blocks = \"\"\"one\ntwo\"\"\"",
     "15:10: 'blocks' in [measure] is \"one…\"; expected a whole number from 1 to 100000"},
};
INSTANTIATE_TEST_SUITE_P(Types, SpecError, testing::ValuesIn(wrong_types),
                         [](const auto& each) { return each.param.name; });

const WrongSpec wrong_values[] = {
    {"UnknownSizeWord", 6, R"(sizes = [7, "smal"])",
     R"(6:13: unknown sizes "smal" in [factors]; did you mean 'small'?)"},
    {"ZeroElements", 10, "copy = [5, 0]",
     R"(10:12: 'copy' in [sizes] is 0; expected "small", "paper", a number of elements up to 10^12, or a list of these)"},
    {"UnknownWorkersWord", 7, R"(workers = [1, "maxx"])",
     R"(7:15: unknown workers "maxx" in [factors]; did you mean 'max'?)"},
    {"NegativeWorkers", 7, "workers = -1",
     R"(7:11: 'workers' in [factors] is -1; expected a number of workers from 1 to 4096, "max", "scaling", or a list of these)"},
    {"TooManyWorkers", 7, "workers = [1, 4097]",
     R"(7:15: 'workers' in [factors] is 4097; expected a number of workers from 1 to 4096, "max", "scaling", or a list of these)"},
    {"UnknownPlacement", 8, R"(placement = "scater")",
     R"(8:13: unknown placement "scater" in [factors]; did you mean 'scatter'?)"},
    {"AKernelAsHistory", 8, R"(history = "inherited")",
     R"(8:11: unknown history "inherited" in [factors]; inherited is a kernel, whose task makes the list and )"
     "then forks: --kernel inherited"},
    {"UnknownEstimand", 15, R"(estimand = "setled")",
     R"(15:12: unknown estimand "setled" in [measure]; did you mean 'settled'?)"},
    {"NoBlocks", 15, "blocks = 0",
     "15:10: 'blocks' in [measure] is 0; expected a whole number from 1 to 100000"},
    {"MarginOfOne", 15, "margin = 1",
     "15:10: 'margin' in [measure] is 1; expected a number above 0 and below 1, such as 0.03"},
    {"NoMargin", 15, "margin = nan",
     "15:10: 'margin' in [measure] is nan; expected a number above 0 and below 1, such as 0.03"},
    {"UnknownUnit", 15, R"(deadline = "3 parsecs")",
     R"(15:12: 'deadline' in [measure] is "3 parsecs"; expected a time such as "90s", "3m" or "1.5h")"},
    {"NegativeSpan", 15, R"(budget = "-3m")",
     R"(15:10: 'budget' in [measure] is "-3m"; expected a time such as "90s", "3m" or "1.5h")"},
    {"EndlessSpan", 15, R"(budget = "9999h")",
     R"(15:10: 'budget' in [measure] is "9999h"; expected a time such as "90s", "3m" or "1.5h")"},
};
INSTANTIATE_TEST_SUITE_P(Values, SpecError, testing::ValuesIn(wrong_values),
                         [](const auto& each) { return each.param.name; });

TEST(SpecError, ATableOfAnotherTypeIsNamed) {
  EXPECT_EQ(request_error([] { (void)parse_experiment("question = \"?\"\nfactors = 3\n", "bad.toml"); }),
            "bad.toml:2:11: 'factors' is 3; expected a table [factors]");
}

TEST(SpecError, TheFirstWrongKeyOfTheFileIsNamed) {
  EXPECT_EQ(
      request_error([] { (void)parse_experiment("question = \"?\"\nzzz = 1\naaa = 1\n", "bad.toml"); }),
      "bad.toml:2:1: unknown key 'zzz' at the top level; valid: question, factors, sizes, baseline, measure, "
      "command, published, fidelity");
}

TEST(SpecError, ColumnsCountCharacters) {
  EXPECT_EQ(
      request_error([] { (void)parse_experiment("\"é\" = 1\nx = {ß = [1, }\n", "bad.toml"); }).substr(0, 13),
      "bad.toml:2:6:");
}

TEST(SpecError, SyntaxErrorsHaveAPlaceAndStayOnOneLine) {
  const std::map<std::string, std::string> places = {{"kernels = [", "bad.toml:1:12:"},
                                                     {"question = \"a\"\nquestion = \"b\"", "bad.toml:2:"},
                                                     {"[factors\nkernels = 1", "bad.toml:1:9:"},
                                                     {"question = \"never closed", "bad.toml:1:"}};
  for (const auto& [text, place] : places) {
    const std::string message =
        request_error([&, &spec = text] { (void)parse_experiment(spec, "bad.toml"); });
    EXPECT_EQ(message.substr(0, place.size()), place) << message;
    EXPECT_GT(message.size(), place.size() + 10) << message;
    EXPECT_EQ(message.find('\n'), std::string::npos) << message;
  }
}

TEST(SpecError, WhatWouldExhaustTheParserIsRefusedBeforeIt) {
  const auto said = [](const std::string& text) {
    return request_error([&] { (void)parse_experiment(text, "bad.toml"); });
  };
  std::string key = "a", list = "x = ";
  for (int i = 0; i < 300'000; ++i) key += ".a";
  for (int i = 0; i < 1000; ++i) list += "[";
  const std::string refused = "a line of 300000 dots; a line of a spec has at most 64";
  EXPECT_EQ(said("question = \"?\"\n" + key + " = 1\n"), "bad.toml:2:1: " + refused);
  EXPECT_EQ(said("[" + key + "]\n"), "bad.toml:1:1: " + refused);
  EXPECT_NE(said(list).find("exceeded maximum nested value depth of 256"), std::string::npos) << said(list);
  EXPECT_EQ(said(list).find("TOML_"), std::string::npos) << said(list);
}

}  // namespace
}  // namespace allocscale
