// The cliff map, word for word.
#include "harness/report/cliff_map.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "harness/report/notes.hpp"

namespace allocscale {
namespace {

TEST(CliffMapTest, ARowForEachChangeAndOneWhereThereIsNone) {
  CliffLine keeps;
  keeps.allocator = "tcmalloc";
  keeps.version = "gperftools 2.10";
  keeps.smallest = {16'384, 4, 0};
  keeps.to_bytes = 256 << 20;
  CliffLine changes = keeps;
  changes.allocator = "made:eager";
  changes.version = "5.3.0-0-g54eaed1d8b56";
  changes.use = BufferUse::growing;
  changes.smallest = {16'384, 4, 3};
  changes.cliffs = {{{70'000, 17, 15}, {73'000, 17, 0}}, {{7'200'000, 1757, 12}, {7'340'032, 1792, 1793}}};
  EXPECT_EQ(cliff_map(std::vector{keeps, changes}),
            "| allocator | buffer | gives memory back from | faults "
            "of a round just below, of pages | just above |\n"
            "|---|---|---|---:|---:|\n"
            "| tcmalloc gperftools 2.10 | one, again and again | none to 256 MiB | — | — |\n"
            "| made:eager 5.3.0 | growing | 16.0 KiB or less | — | 3 of 4 |\n"
            "| made:eager 5.3.0 | growing | 71.3 KiB: keeps it again | 15 of 17 | 0 of 17 |\n"
            "| made:eager 5.3.0 | growing | 7.00 MiB | 12 of 1,757 | 1,793 of 1,792 |\n");
}

TEST(CliffNotesTest, ATableBeyondACliffSaysSo) {
  KernelTable table;
  table.size = 16'000;
  table.beyond_cliffs = {{"boxed", "glibc", {128'000, BufferUse::growing}, 77'920}};
  EXPECT_EQ(
      cliff_notes(table),
      (std::vector<std::string>{
          "16,000 boxed with glibc: its list buffer of about 125 KiB lies beyond the cliff at 76.1 KiB for a "
          "growing buffer, from where freed memory goes back and is faulted in again."}));
  EXPECT_TRUE(cliff_notes({}).empty());
}

}  // namespace
}  // namespace allocscale
