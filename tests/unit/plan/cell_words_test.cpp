// A cell by its words: what is missing has its default, what is wrong is named.
#include "harness/plan/cell_words.hpp"

#include <gtest/gtest.h>

#include "tests/unit/plan/samples.hpp"

namespace allocscale {
namespace {

Cell cell_of(const std::vector<std::string>& words) {
  return parse_cell(read_cell_words(words), sample_catalog());
}

std::string key(const std::vector<std::string>& words) { return cell_key(cell_of(words)); }

std::string complaint(const std::vector<std::string>& words) {
  return request_error([&] { (void)cell_of(words); });
}

TEST(CellWordsTest, WhatIsMissingHasItsDefault) {
  EXPECT_EQ(key({"kernel=concat"}),
            "kernel=concat layout=boxed allocator=glibc size=10000 workers=1 placement=scatter iterations=4");
  EXPECT_EQ(key({"kernel=sleep", "allocator=mimalloc", "size=paper"}),
            "kernel=sleep layout=none allocator=mimalloc size=1000 workers=1 placement=scatter iterations=2");
}

// Whatever the words' order, and in one argument or in many.
TEST(CellWordsTest, ACellsKeyIsTheCell) {
  const Cell cell{"copy", "contiguous", "mimalloc", 40'000, 2, 7, Placement::no_smt};
  EXPECT_EQ(cell_of({cell_key(cell)}), cell);
  EXPECT_EQ(cell_of({"iterations=7", "size=40000", "placement=no-smt", "workers=2", "allocator=mimalloc",
                     "layout=contiguous", "kernel=copy"}),
            cell);
}

TEST(CellWordsTest, ALineOfTheDryRunIsTheCell) {
  EXPECT_EQ(key({"copy", "contiguous", "mimalloc", "40,000", "2", "7"}),
            "kernel=copy layout=contiguous allocator=mimalloc "
            "size=40000 workers=2 placement=scatter iterations=7");
  EXPECT_EQ(complaint({"copy boxed glibc 40,000 2 7 4"}),
            "describe: '4' is one word too many; expected KERNEL LAYOUT "
            "ALLOCATOR SIZE WORKERS ITERATIONS, or words like kernel=concat");
}

TEST(CellWordsTest, WhatIsWrongIsNamed) {
  EXPECT_EQ(complaint({"kernel=concta"}), "describe: unknown kernel 'concta'; did you mean 'concat'?");
  EXPECT_EQ(complaint({"kernel=copy", "layout=boxd"}),
            "describe: unknown layout 'boxd'; did you mean 'boxed'?");
  EXPECT_EQ(complaint({"kernel=copy", "allocator=mimaloc"}),
            "describe: unknown allocator 'mimaloc'; did you mean 'mimalloc'?");
  EXPECT_EQ(complaint({"kernel=copy", "allocator=jemalloc"}),
            "describe: allocator 'jemalloc' is not available: libjemalloc-dev is not installed");
  EXPECT_EQ(
      complaint({"kernel=dict", "layout=contiguous"}),
      "describe: kernel 'dict' does not run under layout 'contiguous': a table has no values of its own");
  EXPECT_EQ(complaint({"kernel=copy", "wrokers=2"}),
            "describe: a cell has no 'wrokers'; did you mean 'workers'?");
  EXPECT_EQ(complaint({"kernel=copy", "workers=0"}), "describe: workers=0: expected 1 to 4,096");
  EXPECT_EQ(complaint({"kernel=copy", "workers="}), "describe: 'workers=' has no level");
  EXPECT_EQ(complaint({"copy", "kernel=copy"}), "describe: 'kernel' is given twice");
  EXPECT_EQ(complaint({"kernel=copy", "size=300_000_000"}),
            "describe: size=300_000_000: kernel 'copy' goes up to 200,000,000");
  EXPECT_EQ(complaint({"kernel=dict", "size=paper"}), "describe: kernel 'dict' has no size paper");
  EXPECT_EQ(complaint({"workers=2"}), "describe: a cell needs at least kernel=NAME");
}

}  // namespace
}  // namespace allocscale
