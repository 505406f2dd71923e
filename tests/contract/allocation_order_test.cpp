// Do allocations and frees come in CPython's order?
#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "kernels/contract/registry.hpp"
#include "kernels/layouts/boxed.hpp"
#include "tests/contract/allocation_log.hpp"
#include "tests/contract/task_storage.hpp"

namespace allocscale::kernels {
namespace {

using Kind = AllocationEvent::Kind;
using Ints = layouts::Boxed::List<parts::Int>;
using Slots = Ints::Slots;

std::vector<void*> freed() {
  std::vector<void*> blocks;
  for (const AllocationEvent& event : AllocationLog::events())
    if (event.kind == Kind::free) blocks.push_back(event.old_block);
  return blocks;
}

TEST(AllocationOrder, AListIsDroppedFromTheLastElementToTheFirst) {
  layouts::Boxed::Memory memory;
  Ints list(memory);
  std::vector<void*> items;
  for (int i = 0; i < 100; ++i) {
    items.push_back(Slots::make(memory, 1000 + i));
    list.append(static_cast<Slots::Item>(items.back()));
  }
  AllocationLog::start();
  list.drop();
  AllocationLog::stop();
  std::vector<void*> order = freed();
  ASSERT_EQ(order.size(), items.size() + 1) << "and then the buffer";
  order.pop_back();
  EXPECT_EQ(order, std::vector<void*>(items.rbegin(), items.rend()));
}

TEST(AllocationOrder, ADictIsDroppedFromTheFirstEntryToTheLast) {
  layouts::Boxed::Memory memory;
  layouts::Boxed::Dict dict(memory);
  std::vector<void*> items;
  for (int i = 0; i < 100; ++i) {
    const Slots::Item item = Slots::make(memory, 1000 + i);
    items.push_back(item);
    dict.set(item, item);
    Slots::release(memory, item);
  }
  AllocationLog::start();
  dict.drop();
  AllocationLog::stop();
  std::vector<void*> order = freed();
  ASSERT_EQ(order.size(), items.size() + 1) << "and then the table";
  order.pop_back();
  EXPECT_EQ(order, items);
}

TEST(AllocationOrder, SharedIntsAreNotAllocated) {
  layouts::Boxed::Memory memory;
  AllocationLog::start();
  for (int value = -5; value <= 256; ++value) Slots::release(memory, Slots::make(memory, value));
  AllocationLog::stop();
  EXPECT_EQ(AllocationLog::count(Kind::malloc), 0U);
  for (const int value : {-6, 257}) {
    AllocationLog::start();
    Slots::release(memory, Slots::make(memory, value));
    AllocationLog::stop();
    EXPECT_EQ(AllocationLog::count(Kind::malloc), 1U) << value;
    EXPECT_EQ(AllocationLog::requests_of(32), 1U) << value;
  }
}

/// The last round: the int, `[j]`, the sum; then `[j]` goes, then the old list.
TEST(AllocationOrder, OfARoundOfConcatIsThatOfCPython) {
  const Binding& binding = *find_binding("concat", "boxed");
  const TaskStorage storage(binding);
  constexpr std::uint64_t n = 300;
  binding.create(storage.get(), n);
  binding.build(storage.get());
  AllocationLog::start();
  binding.operate(storage.get());
  AllocationLog::stop();
  const auto events = AllocationLog::events();
  ASSERT_GE(events.size(), 10U);
  const auto round = events.last(5);
  const auto sum_before = events.last(8).front();  // the round before: …, sum, free [j], free old | this one
  ASSERT_EQ(round[0].kind, Kind::malloc);
  EXPECT_EQ(round[0].bytes, 32U) << "the int object";
  ASSERT_EQ(round[1].kind, Kind::malloc);
  EXPECT_EQ(round[1].bytes, 8U) << "[j], exactly";
  ASSERT_EQ(round[2].kind, Kind::malloc);
  EXPECT_EQ(round[2].bytes, 8 * n) << "the sum, exactly";
  ASSERT_EQ(round[3].kind, Kind::free);
  EXPECT_EQ(round[3].old_block, round[1].block) << "[j] goes first";
  ASSERT_EQ(round[4].kind, Kind::free);
  EXPECT_EQ(round[4].old_block, sum_before.block) << "then the old list";
  EXPECT_EQ(sum_before.bytes, 8 * (n - 1));
  binding.teardown(storage.get());
}

}  // namespace
}  // namespace allocscale::kernels
