// Does a replay do what its rehearsal did, at its addresses and in its pages, and is it seen when it does
// not?
#include "kernels/layouts/replay.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "kernels/layouts/replay_contiguous.hpp"
#include "kernels/layouts/replay_ghost.hpp"
#include "kernels/layouts/replay_immortal.hpp"
#include "tests/contract/list_model.hpp"
#include "tests/contract/rehearsed.hpp"
#include "tests/contract/task_storage.hpp"

namespace allocscale::kernels {
namespace {

std::set<std::uint64_t> pages_of(const PageSet& set) {
  std::set<std::uint64_t> pages;
  std::uintptr_t last_end = 0;
  set.for_each_run([&](const PageRun& run) {
    RC_ASSERT(run.begin % PageSet::page_bytes == 0U);
    RC_ASSERT(run.begin > last_end || last_end == 0U);  // in order, and as long as can be
    last_end = run.begin + run.bytes;
    for (std::uintptr_t at = run.begin; at < last_end; at += PageSet::page_bytes)
      RC_ASSERT(pages.insert(at / PageSet::page_bytes).second);
  });
  return pages;
}

TEST(PageSet, HasThePagesThatABlockLiesIn) {
  EXPECT_TRUE(rc::check([] {
    // Close together, so that runs meet; and far apart.
    const auto bases = *rc::gen::container<std::vector<std::uintptr_t>>(
        rc::gen::elementOf(std::vector<std::uintptr_t>{0x1000, 0x7ff000, 0x55550000'0000, 0x7fff'ffc0'0000}));
    PageSet set;
    std::set<std::uint64_t> expected;
    for (const std::uintptr_t base : bases) {
      const auto address = base + *rc::gen::inRange<std::uintptr_t>(0, 600'000);
      const auto bytes = *rc::gen::inRange<std::size_t>(0, 900'000);
      set.add(address, bytes);
      for (std::uint64_t page = address / 4096; bytes > 0 && page <= (address + bytes - 1) / 4096; ++page)
        expected.insert(page);
    }
    RC_ASSERT(pages_of(set) == expected);
  }));
}

TEST(RecordingMark, DiffersWithASizeAndWithTheOrder) {
  const auto mark = [](std::initializer_list<std::size_t> sizes) {
    RecordingMark all;
    for (const std::size_t bytes : sizes) all.add(bytes);
    return all;
  };
  EXPECT_EQ(mark({28, 8, 32}), mark({28, 8, 32}));
  EXPECT_NE(mark({28, 8, 32}), mark({28, 8, 40}));
  EXPECT_NE(mark({28, 8, 32}), mark({8, 28, 32}));
}

TEST(Replay, ThatAsksForAnotherSizeIsSeen) {
  RecordingRoom room;
  std::uintptr_t blocks[2] = {4096, 8192};
  recorder.note(reinterpret_cast<void*>(blocks[0]), 28);
  recorder.note(reinterpret_cast<void*>(blocks[1]), 8);
  player.begin(blocks);
  EXPECT_EQ(player.next(28), reinterpret_cast<void*>(blocks[0]));
  EXPECT_NE(player.mark(), recorder.mark()) << "one is missing";
  EXPECT_EQ(player.next(8), reinterpret_cast<void*>(blocks[1]));
  EXPECT_EQ(player.mark(), recorder.mark());
  player.begin(blocks);
  player.next(28);
  player.next(16);
  EXPECT_NE(player.mark(), recorder.mark()) << "another size";
}

/// Every layout of this build that needs a rehearsal, under each of its kernels.
template <class Check>
void for_each_replay(const Check& check) {
  int replays = 0;
  for (const KernelBindings bindings : all_kernels())
    for (const Binding& binding : bindings)
      if (binding.rehearsal != nullptr) {
        SCOPED_TRACE(testing::Message() << binding.kernel->name << "/" << binding.layout->name);
        check(binding);
        ++replays;
      }
  EXPECT_GE(replays, 3 * 7 + 2) << "seven list kernels under three layouts, and text under one";
}

TEST(Replay, OfEveryKernelEndsWhereItsRehearsalEnded) {
  for_each_replay([](const Binding& binding) {
    constexpr int iterations = 3;
    constexpr std::uint64_t n = 700;
    const Rehearsed rehearsed(binding, n, iterations);
    const TaskStorage storage(binding);
    for (int i = 0; i < iterations; ++i) {
      binding.create(storage.get(), n);
      binding.build(storage.get());
      binding.operate(storage.get());
      EXPECT_EQ(binding.checksum(storage.get()), binding.expected(n)) << "iteration " << i;
      EXPECT_EQ(rehearsed.played_to_the_end(), i == iterations - 1) << "nothing is asked for in teardown";
      binding.teardown(storage.get());
    }
    EXPECT_TRUE(rehearsed.played_to_the_end());
  });
}

TEST(Replay, RehearsesTheRequestsThatTheLayoutWithoutItMakes) {
  const std::pair<const char*, const char*> pairs[] = {{"replay", "boxed"},
                                                       {"replay+immortal", "immortal"},
                                                       {"replay+ghost", "ghost"},
                                                       {"replay+contiguous", "contiguous"}};
  for (const auto& [replay, without] : pairs)
    for (const std::uint64_t n : {1U, 300U, 5000U}) {
      const Work rehearsed = find_binding("concat", replay)->rehearsal->work(n);
      const Work made = find_binding("concat", without)->work(n);
      EXPECT_EQ(rehearsed.element_allocations, made.element_allocations);
      EXPECT_EQ(rehearsed.buffer_request_bytes, made.buffer_request_bytes);
      EXPECT_EQ(find_binding("concat", replay)->work(n).element_allocations, 0U);
    }
}

template <class L>
class ReplayTest : public testing::Test {};
using ReplayLayouts =
    testing::Types<layouts::Replay, layouts::ReplayImmortal, layouts::ReplayGhost, layouts::ReplayContiguous>;
TYPED_TEST_SUITE(ReplayTest, ReplayLayouts);

/// Lists in any order of life, so that buffers are reused, moved and grown in place.
TYPED_TEST(ReplayTest, OfAnyListsHoldsWhatTheyHold) {
  EXPECT_TRUE(holds_for_any_steps([](const std::vector<ListStep>& steps) {
    const RecordingRoom room;
    {
      ListModel<typename TypeParam::Rehearsal, parts::Int> rehearsal;
      for (const ListStep& step : steps) rehearsal.apply(step);
    }
    const Stage stage(room);
    {
      ListModel<TypeParam, parts::Int> replay;
      for (const ListStep& step : steps) {
        replay.apply(step);
        RC_ASSERT(replay.agrees());
      }
    }
    RC_ASSERT(player.mark() == recorder.mark());
  }));
}

TEST(Replay, OfGhostReadsNoneToLetItGo) {
  using Slots = layouts::ReplayGhost::List<parts::Int>::Slots;
  layouts::ReplayGhost::Memory memory;  // without a newest ghost: to look for one would be the end
  const std::int64_t items[] = {1000, 2000};
  Slots::release_last(memory, items[0]);
  Slots::release_all_last(memory, items, 2);
  EXPECT_EQ(memory.newest_ghost, nullptr);
}

TEST(Replay, PutsEveryElementWhereItWas) {
  using Rehearsal = layouts::Replay::Rehearsal;
  using Slots = layouts::Replay::List<parts::Int>::Slots;
  const RecordingRoom room;
  std::vector<std::uintptr_t> before;
  {
    Rehearsal::Memory memory;
    Rehearsal::List<parts::Int> list(memory);
    for (std::int64_t i = 0; i < 1000; ++i) {
      list.append(Rehearsal::List<parts::Int>::Slots::make(memory, 1000 + i));
      before.push_back(reinterpret_cast<std::uintptr_t>(list.item(list.size() - 1)));
    }
  }
  const Stage stage(room);
  layouts::Replay::Memory memory;
  layouts::Replay::List<parts::Int> list(memory);
  for (std::int64_t i = 0; i < 1000; ++i) list.append(Slots::make(memory, 1000 + i));
  for (std::size_t i = 0; i < 1000; ++i)
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(list.item(i)), before[i] - Stage::distance) << "element " << i;
}

}  // namespace
}  // namespace allocscale::kernels
