// Cliff maps: what goes in comes out, on its machine only, and the newest of a line is the one that counts.
#include <gtest/gtest.h>

#include "harness/store/store.hpp"
#include "tests/unit/store/planted.hpp"
#include "tests/unit/store/store_folder.hpp"

namespace allocscale {
namespace {

using namespace testing;

CliffLine planted_line(const std::string& allocator, BufferUse use) {
  CliffLine line;
  line.allocator = allocator;
  line.version = "2.36";
  line.library_hash = "cc";
  line.use = use;
  line.smallest = {16'384, 4, 1};
  line.to_bytes = std::uint64_t{256} << 20;
  line.cliffs = {{{70'000, 17, 0}, {72'000, 18, 9}}, {{90'000, 21, 8}, {94'000, 22, 0}}};
  return line;
}

TEST(CliffTable, GivesBackTheLinesOfAMachineInOrder) {
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  const CliffLine growing = planted_line("glibc", BufferUse::growing);
  const CliffLine repeated = planted_line("glibc", BufferUse::repeated);
  const CliffLine other = planted_line("a", BufferUse::growing);
  for (const CliffLine& line : {growing, repeated, other}) store.record_cliffs(planted_machine(), line);
  EXPECT_EQ(store.cliffs(planted_machine()), (std::vector{other, repeated, growing}));
  EXPECT_TRUE(store.cliffs(planted_machine(true)).empty());
}

TEST(CliffTable, ALineThatIsFoundAgainReplacesTheOldOneAndNoOther) {
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  CliffLine line = planted_line("glibc", BufferUse::growing);
  CliffLine other_build = line;
  other_build.library_hash = "dd";
  store.record_cliffs(planted_machine(), line);
  store.record_cliffs(planted_machine(), other_build);
  line.cliffs.pop_back();
  line.to_bytes /= 2;
  store.record_cliffs(planted_machine(), line);
  EXPECT_EQ(store.cliffs(planted_machine()), (std::vector{line, other_build}));
}

TEST(CliffTable, ARunIsLoadedWithItsBuffersAndTheMapsOfItsBuildsOnItsMachine) {
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  const RunId run = store.open_run(planted_head(), false).id;
  EXPECT_TRUE(store.load(run).cliffs.empty());
  CliffLine wanted = planted_line("glibc", BufferUse::growing);  // planted_head() has its hash
  CliffLine other_build = wanted;
  other_build.library_hash = "dd";
  CliffLine other_name = wanted;
  other_name.allocator = "glibc:retain";
  for (const CliffLine& line : {other_build, wanted, other_name})
    store.record_cliffs(planted_machine(), line);
  store.record_cliffs(planted_machine(true), planted_line("glibc", BufferUse::repeated));
  const Dataset dataset = store.load(run);
  EXPECT_EQ(dataset.cliffs, std::vector{wanted});
  EXPECT_EQ(dataset.run.buffers, planted_head().run.buffers);
}

}  // namespace
}  // namespace allocscale
