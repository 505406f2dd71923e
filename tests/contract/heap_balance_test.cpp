// After any sequence of list operations under any layout, is every block freed?
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/contract/allocation_log.hpp"
#include "tests/contract/list_layouts.hpp"
#include "tests/contract/list_model.hpp"

namespace allocscale::kernels {
namespace {

template <class L>
class HeapBalance : public testing::Test {};
TYPED_TEST_SUITE(HeapBalance, ListLayouts, LayoutNames);

template <class L, class Element>
bool leaves_nothing() {
  return holds_for_any_steps([](const std::vector<ListStep>& steps) {
    AllocationLog::start();
    {
      ListModel<L, Element> model;
      for (const ListStep& step : steps) model.apply(step);
    }
    AllocationLog::stop();
    RC_ASSERT(AllocationLog::count(AllocationEvent::Kind::malloc) > 0U);
    RC_ASSERT(AllocationLog::live() == 0);
  });
}

TYPED_TEST(HeapBalance, OfListsOfInts) { EXPECT_TRUE((leaves_nothing<TypeParam, parts::Int>())); }
TYPED_TEST(HeapBalance, OfListsOfFloats) { EXPECT_TRUE((leaves_nothing<TypeParam, parts::Float>())); }

TEST(HeapBalance, SharedIntsEndWithTheCountsTheyBeganWith) {
  const auto before = parts::shared_ints;
  EXPECT_TRUE(holds_for_any_steps([&](const std::vector<ListStep>& steps) {
    {
      ListModel<layouts::Boxed, parts::Int> model;
      for (const ListStep& step : steps) model.apply(step);
    }
    for (std::size_t i = 0; i < before.size(); ++i)
      RC_ASSERT(parts::shared_ints[i].references == before[i].references);
  }));
}

}  // namespace
}  // namespace allocscale::kernels
