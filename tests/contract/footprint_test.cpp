// Is the memory that a kernel declares the memory that it holds at its peak, and does all of it come back?
#include <gtest/gtest.h>

#include <cstdint>

#include "kernels/append.hpp"
#include "kernels/bytes.hpp"
#include "kernels/concat.hpp"
#include "kernels/copy.hpp"
#include "kernels/dict.hpp"
#include "kernels/inherited.hpp"
#include "kernels/set.hpp"
#include "kernels/slice.hpp"
#include "kernels/sqrt.hpp"
#include "kernels/str.hpp"
#include "tests/contract/metered_layout.hpp"

namespace allocscale::kernels {
namespace {

template <class K, class L>
void expect_declared_footprint() {
  constexpr std::uint64_t sizes[] = {0, 1, 2, 5, 6, 100, 257, 258, 700, 1101};
  for (const std::uint64_t n : sizes) {
    SCOPED_TRACE(testing::Message() << K::info.name << ", n = " << n);
    meters = {};
    typename K::template Task<L> task(n);
    task.build();
    task.operate();
    EXPECT_EQ(task.checksum(), K::expected(n));
    task.teardown();
    const Footprint declared = K::template footprint<L>(n);
    EXPECT_EQ(meters.elements.peak, declared.elements * declared.element_bytes);
    EXPECT_EQ(meters.buffers.peak, declared.buffer_bytes);
    EXPECT_EQ(meters.elements.alive.size() + meters.buffers.alive.size(), 0U) << "blocks not given back";
    EXPECT_EQ(meters.elements.mistakes + meters.buffers.mistakes, 0U);
  }
}

template <class L>
void expect_declared_footprints() {
  expect_declared_footprint<Concat, L>();
  expect_declared_footprint<Copy, L>();
  expect_declared_footprint<Sqrt, L>();
  expect_declared_footprint<Dict, L>();
  expect_declared_footprint<Slice, L>();
  expect_declared_footprint<Append, L>();
  expect_declared_footprint<Set, L>();
  expect_declared_footprint<Bytes, L>();
  expect_declared_footprint<Str, L>();
  expect_declared_footprint<Inherited, L>();
}

TEST(Footprint, OfBoxedElementsIsAsDeclared) { expect_declared_footprints<MeteredBoxed>(); }
TEST(Footprint, OfUncountedElementsIsAsDeclared) { expect_declared_footprints<MeteredImmortal>(); }
TEST(Footprint, OfInlineValuesIsAsDeclared) { expect_declared_footprints<MeteredContiguous>(); }

TEST(Footprint, UncountedElementsKeepTheirCounts) {
  using List = MeteredImmortal::List<parts::Float>;
  MeteredMemory memory;
  List list(memory);
  for (int i = 0; i < 50; ++i) list.append(List::Slots::make(memory, i));
  List copy = list.copy();
  copy.drop();
  for (std::size_t i = 0; i < list.size(); ++i) EXPECT_EQ(list.item(i)->references, 1);
  list.drop_last();
}

}  // namespace
}  // namespace allocscale::kernels
