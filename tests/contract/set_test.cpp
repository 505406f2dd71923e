// Does a set under every layout hold what a std::set holds, in the table that CPython would build?
#include "kernels/parts/set.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "tests/contract/any_input.hpp"
#include "tests/contract/list_layouts.hpp"

namespace allocscale::kernels {
namespace {

// Python 3.11.2: s.add(i); (len(s) when it changed, sys.getsizeof(s) - sys.getsizeof(set())).
constexpr std::pair<std::uint64_t, std::uint64_t> python_tables[] = {
    {5, 512},       {19, 2048},       {77, 8192},       {307, 32768},      {1229, 131072},
    {4915, 524288}, {19661, 2097152}, {78643, 4194304}, {157286, 8388608}, {314573, 16777216}};

// Python 3.11.2: for k in [i * 1024 for i in range(40)] + [-5, -1, -2, 3]: s.add(k); list(s).
const std::vector<std::int64_t> python_order = {
    0,     1024,  4096,  2048,  3072,  5120,  6144,  7168,  8192,  9216,  12288, 3,     16384, 20480, 24576,
    13312, 17408, 21504, 25600, 28672, 29696, 32768, 33792, 37888, 36864, 10240, 14336, 18432, 22528, 26624,
    30720, 34816, 38912, 11264, 15360, 19456, 23552, 27648, 31744, 35840, 39936, -2,    -5,    -1};

template <class L>
class SetTest : public testing::Test {
 public:
  using Slots = typename L::template List<parts::Int>::Slots;

  ~SetTest() override { set_.drop(); }

  void add(std::int64_t key) {
    const bool known = set_.contains(key);
    const auto item = Slots::make(memory_, key);
    set_.add(item);
    if (known && Slots::freed_by_last_holder) {
      Slots::release_last(memory_, item);  // the set did not take it
    } else {
      Slots::release(memory_, item);
    }
  }
  [[nodiscard]] std::vector<std::int64_t> keys() const {
    std::vector<std::int64_t> keys;
    set_.for_each([&keys](std::int64_t key) { keys.push_back(key); });
    return keys;
  }

 protected:
  typename L::Memory memory_;
  parts::Set<Slots> set_{memory_};
};
TYPED_TEST_SUITE(SetTest, SetLayouts, LayoutNames);

TYPED_TEST(SetTest, HoldsWhatStdSetHolds) {
  EXPECT_TRUE(holds_for_any_keys([this](const std::vector<std::int64_t>& keys) {
    this->set_.drop();
    std::set<std::int64_t> model;
    for (const std::int64_t key : keys) {
      this->add(key);
      model.insert(key);
    }
    const std::vector<std::int64_t> found = this->keys();
    RC_ASSERT(this->set_.size() == model.size());
    RC_ASSERT(found.size() == model.size());
    RC_ASSERT(std::set<std::int64_t>(found.begin(), found.end()) == model);
    for (std::int64_t key = -60; key < 60; ++key)
      RC_ASSERT(this->set_.contains(key) == (model.count(key) == 1));
    for (const std::int64_t key : model) RC_ASSERT(this->set_.contains(key));
  }));
}

TYPED_TEST(SetTest, CollidingKeysLieWherePythonPutsThem) {
  for (std::int64_t i = 0; i < 40; ++i) this->add(i * 1024);
  for (const std::int64_t key : {-5, -1, -2, 3}) this->add(key);
  EXPECT_EQ(this->keys(), python_order);
}

TYPED_TEST(SetTest, TablesAreThoseOfPython) {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> tables;
  for (std::int64_t i = 0; i < 400'000; ++i) {
    const std::size_t before = this->set_.table_bytes();
    this->add(i);
    if (this->set_.table_bytes() != before) tables.emplace_back(this->set_.size(), this->set_.table_bytes());
  }
  EXPECT_EQ(tables, (std::vector<std::pair<std::uint64_t, std::uint64_t>>(std::begin(python_tables),
                                                                          std::end(python_tables))));
}

TEST(SetGrowth, DeclaredGrowthFollowsTheTable) {
  EXPECT_EQ(parts::set_growth(4).tables, 0U) << "eight slots lie in the set itself";
  EXPECT_EQ(parts::set_growth(5, 512).tables, 0U) << "pools serve the first table";
  for (std::size_t i = 0; i < std::size(python_tables); ++i) {
    const auto [first, bytes] = python_tables[i];
    for (const std::uint64_t n :
         {first, i + 1 < std::size(python_tables) ? python_tables[i + 1].first - 1 : first}) {
      const parts::SetGrowth growth = parts::set_growth(n);
      EXPECT_EQ(growth.tables, i + 1) << n;
      EXPECT_EQ(growth.slots * parts::set_entry_bytes, bytes) << n;
      EXPECT_EQ(growth.peak, bytes + (i > 0 ? python_tables[i - 1].second : 0)) << n;
    }
  }
}

}  // namespace
}  // namespace allocscale::kernels
