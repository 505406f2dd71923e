// Does a list under every layout hold what a std::vector holds, after any sequence of operations?
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/contract/list_layouts.hpp"
#include "tests/contract/list_model.hpp"

namespace allocscale::kernels {
namespace {

template <class L>
class ListTest : public testing::Test {};
TYPED_TEST_SUITE(ListTest, ListLayouts, LayoutNames);

template <class L, class Element>
bool agrees_with_vector() {
  return holds_for_any_steps([](const std::vector<ListStep>& steps) {
    ListModel<L, Element> model;
    for (const ListStep& step : steps) {
      model.apply(step);
      RC_ASSERT(model.agrees());
    }
  });
}

TYPED_TEST(ListTest, HoldsIntsAsVectorDoes) { EXPECT_TRUE((agrees_with_vector<TypeParam, parts::Int>())); }

TYPED_TEST(ListTest, HoldsFloatsAsVectorDoes) {
  EXPECT_TRUE((agrees_with_vector<TypeParam, parts::Float>()));
}

template <class L>
class BufferTest : public testing::Test {};
TYPED_TEST_SUITE(BufferTest, BufferLayouts, LayoutNames);

TYPED_TEST(BufferTest, CopySliceAndConcatLeaveNoRoomToSpare) {
  using List = typename TypeParam::template List<parts::Int>;
  typename TypeParam::Memory memory;
  List list(memory);
  for (int i = 0; i < 13; ++i) list.append(List::Slots::make(memory, i));
  EXPECT_EQ(list.capacity(), 16U);
  EXPECT_EQ(list.copy().capacity(), 13U);
  EXPECT_EQ(list.slice(3, 8).capacity(), 5U);
  EXPECT_EQ(list.slice(4, 4).capacity(), 0U);
  EXPECT_EQ(list.concat(list).capacity(), 26U);
}

TYPED_TEST(ListTest, RebindingANameDropsTheOldList) {
  using List = typename TypeParam::template List<parts::Int>;
  typename TypeParam::Memory memory;
  List list(memory);
  const auto old = List::Slots::make(memory, 1000);
  list.append(old);
  List other(memory);
  other.append(List::Slots::make(memory, 2000));
  other.append(List::Slots::make(memory, 3000));
  list = std::move(other);
  if constexpr (List::Slots::freed_by_last_holder) List::Slots::release_last(memory, old);
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list.at(0), 2000);
  EXPECT_EQ(list.at(1), 3000);
  list.drop_last();
}

}  // namespace
}  // namespace allocscale::kernels
