// Do lists and dicts grow exactly as CPython's do?
#include <gtest/gtest.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "kernels/parts/dict_growth.hpp"
#include "kernels/parts/list_growth.hpp"
#include "tests/contract/list_layouts.hpp"

namespace allocscale::kernels {
namespace {

// Python 3.11.2: l = []; l.append(...); (sys.getsizeof(l) - sys.getsizeof([])) // 8, whenever it changed.
constexpr std::uint64_t python_capacities[] = {
    0,   4,   8,   16,  24,  32,  40,  52,  64,  76,  92,  108,  128,  148,  172,  200,  232,
    268, 308, 352, 400, 456, 520, 592, 672, 760, 860, 972, 1100, 1244, 1404, 1584, 1788, 2016};

// Python 3.11.2: d[i] = i; (entries when it changed, sys.getsizeof(d) - sys.getsizeof({})).
constexpr std::pair<std::uint64_t, std::size_t> python_tables[] = {
    {1, 160},        {6, 288},         {11, 568},        {22, 1104},       {43, 2200},        {86, 4624},
    {171, 9240},     {342, 18448},     {683, 36888},     {1366, 73744},    {2731, 147480},    {5462, 294928},
    {10923, 589848}, {21846, 1310736}, {43691, 2621464}, {87382, 5242896}, {174763, 10485784}};

template <class L>
class ListGrowthTest : public testing::Test {};
TYPED_TEST_SUITE(ListGrowthTest, BufferLayouts, LayoutNames);

TYPED_TEST(ListGrowthTest, CapacitiesAreThoseOfPython) {
  using List = typename TypeParam::template List<parts::Int>;
  typename TypeParam::Memory memory;
  List list(memory);
  std::vector<std::uint64_t> capacities = {list.capacity()};
  for (std::int64_t i = 0; i < 2000; ++i) {
    list.append(List::Slots::make(memory, i));
    if (list.capacity() != capacities.back()) capacities.push_back(list.capacity());
  }
  EXPECT_EQ(capacities,
            std::vector<std::uint64_t>(std::begin(python_capacities), std::end(python_capacities)));
  list.drop_last();
}

template <class L>
class DictGrowthTest : public testing::Test {};
TYPED_TEST_SUITE(DictGrowthTest, DictLayouts, LayoutNames);

TYPED_TEST(DictGrowthTest, TablesAreThoseOfPython) {
  using Slots = typename TypeParam::Dict::Slots;
  typename TypeParam::Memory memory;
  typename TypeParam::Dict dict(memory);
  std::vector<std::pair<std::uint64_t, std::size_t>> tables;
  for (std::int64_t i = 0; i < 200'000; ++i) {
    const std::size_t before = dict.table_bytes();
    const auto item = Slots::make(memory, i);
    dict.set(item, item);
    Slots::release(memory, item);
    if (dict.table_bytes() != before) tables.emplace_back(dict.size(), dict.table_bytes());
  }
  EXPECT_EQ(tables, (std::vector<std::pair<std::uint64_t, std::size_t>>(std::begin(python_tables),
                                                                        std::end(python_tables))));
}

TEST(Growth, DeclaredListGrowthFollowsTheTable) {
  EXPECT_EQ(parts::list_growth(0).reallocations, 0U);
  for (std::size_t i = 1; i < std::size(python_capacities); ++i) {
    const parts::ListGrowth least = parts::list_growth(python_capacities[i - 1] + 1);
    const parts::ListGrowth most = parts::list_growth(python_capacities[i]);
    EXPECT_EQ(least.capacity, python_capacities[i]);
    EXPECT_EQ(most.capacity, python_capacities[i]);
    EXPECT_EQ(most.reallocations, i);
    EXPECT_EQ(most.peak, python_capacities[i - 1] + python_capacities[i]);
  }
}

TEST(Growth, DeclaredDictGrowthFollowsTheTable) {
  EXPECT_EQ(parts::dict_growth(0).blocks, 0U);
  for (std::size_t i = 0; i < std::size(python_tables); ++i) {
    const parts::DictGrowth growth = parts::dict_growth(python_tables[i].first);
    EXPECT_EQ(growth.blocks, i + 1);
    EXPECT_EQ(parts::dict_block_bytes(growth.log2_size), python_tables[i].second);
    EXPECT_EQ(growth.peak, python_tables[i].second + (i > 0 ? python_tables[i - 1].second : 0));
  }
}

}  // namespace
}  // namespace allocscale::kernels
