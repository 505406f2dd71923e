// Does a dict under every layout find what a std::map finds, in order of insertion?
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "tests/contract/any_input.hpp"
#include "tests/contract/list_layouts.hpp"

namespace allocscale::kernels {
namespace {

template <class L>
class DictTest : public testing::Test {};
TYPED_TEST_SUITE(DictTest, DictLayouts, LayoutNames);
template <class L>
class SharedDictTest : public testing::Test {};
TYPED_TEST_SUITE(SharedDictTest, SharedDictLayouts, LayoutNames);

template <class L>
void set(typename L::Memory& memory, typename L::Dict& dict, std::int64_t key, std::int64_t value) {
  using Slots = typename L::Dict::Slots;
  const auto key_item = Slots::make(memory, key);
  const auto value_item = Slots::make(memory, value);
  dict.set(key_item, value_item);
  Slots::release(memory, value_item);
  Slots::release(memory, key_item);
}

TYPED_TEST(SharedDictTest, FindsAsMapDoesInOrderOfInsertion) {
  using Slots = typename TypeParam::Dict::Slots;
  EXPECT_TRUE(holds_for_any_pairs([](const std::vector<std::pair<std::int64_t, std::int64_t>>& pairs) {
    typename TypeParam::Memory memory;
    typename TypeParam::Dict dict(memory);
    std::map<std::int64_t, std::int64_t> map;
    std::vector<std::int64_t> order;
    for (const auto& [key, value] : pairs) {
      if (map.count(key) == 0) order.push_back(key);
      map[key] = value;
      set<TypeParam>(memory, dict, key, value);
    }
    RC_ASSERT(dict.size() == map.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      RC_ASSERT(Slots::value(dict.entry(i).key) == order[i]);
      RC_ASSERT(Slots::value(dict.entry(i).value) == map[order[i]]);
    }
    for (std::int64_t key = -60; key < 60; ++key) {
      const auto expected = map.find(key);
      RC_ASSERT(dict.find(key) == (expected == map.end() ? std::nullopt : std::optional(expected->second)));
    }
    for (const auto& [key, value] : map) RC_ASSERT(dict.find(key) == std::optional(value));
  }));
}

TYPED_TEST(DictTest, IndicesOfOneTwoAndFourBytesFindEveryKey) {
  typename TypeParam::Memory memory;
  typename TypeParam::Dict dict(memory);
  constexpr std::int64_t values = 100'000;  // from here on: no key is the value of another
  for (std::int64_t i = 0; i < 50'000; ++i) set<TypeParam>(memory, dict, i * 3 - 70'000, i + values);
  ASSERT_EQ(dict.size(), 50'000U);
  for (std::int64_t i = 0; i < 50'000; ++i) ASSERT_EQ(dict.find(i * 3 - 70'000), std::optional(i + values));
  EXPECT_EQ(dict.find(-70'001), std::nullopt);
}

}  // namespace
}  // namespace allocscale::kernels
