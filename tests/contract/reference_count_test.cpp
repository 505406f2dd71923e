// Are the reference counts of `boxed` written as CPython writes them?
#include <gtest/gtest.h>

#include <cstdint>

#include "kernels/layouts/boxed.hpp"

namespace allocscale::kernels {
namespace {

using Ints = layouts::Boxed::List<parts::Int>;
using Slots = Ints::Slots;

class ReferenceCount : public testing::Test {
 protected:
  static constexpr std::int64_t first = 1000;  // none of these is shared
  static constexpr std::int64_t count = 300;

  void SetUp() override {
    for (std::int64_t i = 0; i < count; ++i) list_.append(Slots::make(memory_, first + i));
  }
  /// Expects every element of the list to have that many references.
  void expect_all(std::int64_t references) const {
    ASSERT_EQ(list_.size(), static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < list_.size(); ++i)
      ASSERT_EQ(list_.item(i)->references, references) << "element " << i;
  }

  layouts::Boxed::Memory memory_;
  Ints list_{memory_};
};

TEST_F(ReferenceCount, AppendedElementsBelongToTheList) { expect_all(1); }

TEST_F(ReferenceCount, CopyTakesOneFromEveryElementAndDropGivesItBack) {
  Ints copy = list_.copy();
  expect_all(2);
  for (std::size_t i = 0; i < copy.size(); ++i) ASSERT_EQ(copy.item(i), list_.item(i)) << "the same objects";
  copy.drop();
  expect_all(1);
}

TEST_F(ReferenceCount, SliceTakesOneFromItsElementsOnly) {
  const Ints slice = list_.slice(10, 20);
  for (std::size_t i = 0; i < list_.size(); ++i)
    EXPECT_EQ(list_.item(i)->references, i >= 10 && i < 20 ? 2 : 1) << "element " << i;
}

TEST_F(ReferenceCount, ConcatTakesOneForEachTimeTheElementIsListed) {
  Ints sum = list_.concat(list_);
  expect_all(3);
  sum.drop();
  expect_all(1);
}

TEST_F(ReferenceCount, AListOfOneTakesAReferenceOfItsOwn) {
  const Slots::Item item = Slots::make(memory_, 5000);
  Ints one = Ints::of(memory_, item);
  EXPECT_EQ(item->references, 2);
  EXPECT_EQ(one.capacity(), 1U);
  one.drop();
  EXPECT_EQ(item->references, 1);
  Slots::release(memory_, item);
}

TEST_F(ReferenceCount, SharedIntsAreCountedAndNeverDie) {
  const Slots::Item zero = Slots::make(memory_, 0);
  const std::int64_t before = zero->references;
  EXPECT_EQ(Slots::make(memory_, 0), zero) << "the same object";
  EXPECT_EQ(zero->references, before + 1);
  Slots::release(memory_, zero);
  Slots::release(memory_, zero);
  EXPECT_EQ(zero->references, before - 1);
  EXPECT_GE(zero->references, 1) << "one reference is the table's own";
  EXPECT_EQ(Slots::value(zero), 0);
}

TEST_F(ReferenceCount, ADictTakesTwoFromAnObjectThatIsKeyAndValue) {
  layouts::Boxed::Dict dict(memory_);
  for (std::size_t i = 0; i < list_.size(); ++i) dict.set(list_.item(i), list_.item(i));
  expect_all(3);
  dict.set(list_.item(0), list_.item(1));
  EXPECT_EQ(list_.item(0)->references, 2) << "its value was replaced, its key stays";
  EXPECT_EQ(list_.item(1)->references, 4);
  dict.drop();
  expect_all(1);
}

}  // namespace
}  // namespace allocscale::kernels
