// Where do the layouts place their elements: in one region, in a random order, beside the list?
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <vector>

#include "kernels/layouts/arena.hpp"
#include "kernels/layouts/ghost.hpp"
#include "kernels/layouts/immortal.hpp"
#include "kernels/layouts/shuffled.hpp"
#include "kernels/parts/demand.hpp"
#include "tests/contract/page_state.hpp"

namespace allocscale::kernels {
namespace {

constexpr std::int64_t first = 1000;  // none of these is shared
constexpr std::uint64_t count = 5000;

template <class List>
void fill(List& list, typename List::Slots::Memory& memory) {
  for (std::uint64_t i = 0; i < count; ++i)
    list.append(List::Slots::make(memory, first + static_cast<std::int64_t>(i)));
}

using ArenaInts = layouts::Arena::List<parts::Int>;

TEST(Arena, ElementsLieOneBehindTheOther) {
  layouts::Arena::Memory memory;
  ArenaInts list(memory);
  fill(list, memory);
  for (std::size_t i = 1; i < list.size(); ++i)
    ASSERT_EQ(reinterpret_cast<std::uintptr_t>(list.item(i)),
              reinterpret_cast<std::uintptr_t>(list.item(i - 1)) + 32);
}

TEST(Arena, TheRegionGoesWithItsLastElementAndComesAgain) {
  layouts::Arena::Memory memory;
  for (int iteration = 0; iteration < 2; ++iteration) {
    ArenaInts list(memory);
    fill(list, memory);
    const void* const element = list.item(0);
    const ArenaInts one = list.slice(7, 8);
    list.drop();
    EXPECT_TRUE(is_mapped(element)) << "one element is alive";
    EXPECT_EQ(one.at(0), first + 7);
    const_cast<ArenaInts&>(one).drop();
    EXPECT_FALSE(is_mapped(element));
  }
}

TEST(Arena, GrowsBeyondOneStep) {
  layouts::Arena::Memory memory;
  constexpr std::uint64_t blocks = 3 * layouts::Arena::Memory::step_bytes / 32;
  auto* const begin = static_cast<std::byte*>(memory.take_element(28));
  for (std::uint64_t i = 1; i < blocks; ++i) {
    auto* const block = static_cast<std::byte*>(memory.take_element(28));
    ASSERT_EQ(block, begin + 32 * i);
    *block = std::byte{1};
  }
  for (std::uint64_t i = 0; i < blocks; ++i) memory.give_element(begin + 32 * i, 28);
  EXPECT_FALSE(is_mapped(begin));
}

using ShuffledInts = layouts::Shuffled::List<parts::Int>;

/// The rank of each element's address among all of the list's, for a list of `count` expected elements.
std::vector<std::size_t> address_ranks() {
  layouts::Shuffled::Memory memory;
  parts::expect_elements<ShuffledInts::Slots>(memory, count);
  ShuffledInts list(memory);
  fill(list, memory);
  std::vector<const void*> addresses;
  for (std::size_t i = 0; i < list.size(); ++i) {
    EXPECT_EQ(list.at(i), first + static_cast<std::int64_t>(i)) << "the contents are in order";
    addresses.push_back(list.item(i));
  }
  std::vector<const void*> sorted = addresses;
  std::sort(sorted.begin(), sorted.end());
  EXPECT_EQ(std::set<const void*>(sorted.begin(), sorted.end()).size(), count);
  std::vector<std::size_t> ranks;
  for (const void* address : addresses)
    ranks.push_back(
        static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), address) - sorted.begin()));
  return ranks;
}

/// Of the steps from an element to the next, a random order goes far: a third of the whole on average.
TEST(Shuffled, NeighboursInTheListAreFarApartInMemory) {
  const std::vector<std::size_t> ranks = address_ranks();
  double distance = 0;
  for (std::size_t i = 1; i < ranks.size(); ++i)
    distance += static_cast<double>(std::max(ranks[i], ranks[i - 1]) - std::min(ranks[i], ranks[i - 1]));
  EXPECT_NEAR(distance / static_cast<double>(count - 1), count / 3.0, count / 30.0);
}

TEST(Shuffled, AnnouncedElementsAreAllHandedOutAndMoreComeFromTheAllocator) {
  layouts::Shuffled::Memory memory;
  memory.expect_elements(28, 3);
  std::set<void*> blocks;
  for (int i = 0; i < 5; ++i) blocks.insert(memory.take_element(28));
  EXPECT_EQ(blocks.size(), 5U);
  for (void* block : blocks) memory.give_element(block, 28);
}

TEST(Ghost, ObjectsAreMadeForElementsThatAreNotSharedOnly) {
  layouts::Ghost::Memory memory;
  layouts::Ghost::List<parts::Int> list(memory);
  list.append(decltype(list)::Slots::make(memory, 256));
  EXPECT_EQ(memory.newest_ghost, nullptr);
  list.append(decltype(list)::Slots::make(memory, 257));
  const void* const ghost = memory.newest_ghost;
  EXPECT_NE(ghost, nullptr);
  EXPECT_EQ(list.at(1), 257);
  auto copy = list.copy();
  EXPECT_EQ(memory.newest_ghost, ghost) << "a copy makes none";
  copy.drop();
  EXPECT_EQ(memory.newest_ghost, ghost) << "and frees none";
  list.drop_last();
  EXPECT_EQ(memory.newest_ghost, nullptr);
}

// A page of objects that can be made unwritable, and unreadable.
struct GuardedHeap : parts::Heap {
  static constexpr std::size_t bytes = 4096;
  std::byte* page = static_cast<std::byte*>(
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  std::size_t used = 0;

  void* take_element(std::size_t) { return page + 32 * used++; }
  static void give_element(void*, std::size_t) {}
  void allow(int protection) const { ASSERT_EQ(mprotect(page, bytes, protection), 0); }
};

// Otherwise the layout would take the visits to the objects away together with the writes.
TEST(Immortal, EveryObjectIsVisitedAndNoneIsWritten) {
  GuardedHeap memory;
  parts::List<parts::BoxedSlots<GuardedHeap, parts::Int, parts::Uncounted>> list(memory);
  list.append(decltype(list)::Slots::make(memory, first));
  memory.allow(PROT_READ);
  auto copy = list.copy();
  copy.drop();
  memory.allow(PROT_NONE);
  EXPECT_DEATH(auto blind = list.copy(), "");
  memory.allow(PROT_READ);
  auto another = list.copy();
  memory.allow(PROT_NONE);
  EXPECT_DEATH(another.drop(), "");
  memory.allow(PROT_READ | PROT_WRITE);
  another.drop();
  list.drop_last();
  munmap(memory.page, GuardedHeap::bytes);
}

TEST(Immortal, CountsAreNeverWritten) {
  layouts::Immortal::Memory memory;
  layouts::Immortal::List<parts::Int> list(memory);
  list.append(decltype(list)::Slots::make(memory, 5));
  list.append(decltype(list)::Slots::make(memory, first));
  const std::int64_t shared = list.item(0)->references;
  auto copy = list.copy();
  auto sum = copy.concat(list);
  copy.append_element_of(list, 1);
  EXPECT_EQ(list.item(0)->references, shared);
  EXPECT_EQ(list.item(1)->references, 1);
  copy.drop();
  sum.drop();
  EXPECT_EQ(list.item(1)->references, 1);
  list.drop_last();
}

}  // namespace
}  // namespace allocscale::kernels
