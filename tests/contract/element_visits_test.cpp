// Does an operation reach the elements as often as its kernel declares?
#include <gtest/gtest.h>

#include <cstdint>

#include "kernels/append.hpp"
#include "kernels/concat.hpp"
#include "kernels/copy.hpp"
#include "kernels/dict.hpp"
#include "kernels/layouts/contiguous.hpp"
#include "kernels/layouts/linked.hpp"
#include "kernels/parts/heap.hpp"
#include "kernels/parts/layout_families.hpp"
#include "kernels/slice.hpp"

namespace allocscale::kernels {
namespace {

std::uint64_t visits = 0;

// Counts as boxed does, and the visits.
struct Visited {
  static constexpr bool counts = true;

  template <class Object>
  static void retain(Object* object) {
    ++visits;
    parts::Counted::retain(object);
  }
  template <class Object>
  static bool release(Object* object) {
    ++visits;
    return parts::Counted::release(object);
  }
};

struct VisitedHeap : parts::Heap {
  static void* take_element(std::size_t bytes) {
    ++visits;
    return parts::Heap::take_element(bytes);
  }
};

template <parts::Memory M, class Element>
using VisitedSlots = parts::BoxedSlots<M, Element, Visited>;

struct VisitedLayout : parts::StoredIn<VisitedSlots, VisitedHeap> {
  static constexpr LayoutInfo info{.name = "visited", .question = "How often are the objects reached?"};
};

template <class K>
void expect_declared_visits() {
  for (const std::uint64_t n : {0U, 1U, 2U, 100U, 257U, 300U, 700U}) {
    SCOPED_TRACE(testing::Message() << K::info.name << ", n = " << n);
    typename K::template Task<VisitedLayout> task(n);
    task.build();
    visits = 0;
    task.operate();
    EXPECT_EQ(K::template work<VisitedLayout>(n).element_visits, visits);
    task.teardown();
  }
}

TEST(ElementVisits, AreAsDeclared) {
  expect_declared_visits<Copy>();
  expect_declared_visits<Slice>();
  expect_declared_visits<Concat>();
}

// Reallocation may copy a growing buffer, a dict reads its table at random, a linked list makes its nodes
// anew.
TEST(ElementVisits, AreDeclaredOnlyWhereNothingElseIsTouched) {
  EXPECT_FALSE(Append::work<VisitedLayout>(100).element_visits);
  EXPECT_FALSE(Dict::work<VisitedLayout>(100).element_visits);
  EXPECT_FALSE(Copy::work<layouts::Linked>(100).element_visits);
  EXPECT_TRUE(Copy::work<layouts::Contiguous>(100).element_visits);
}

}  // namespace
}  // namespace allocscale::kernels
