// Does the checksum turn red when one element, the length or the order is wrong?
#include <gtest/gtest.h>

#include <cstdint>

#include "kernels/append.hpp"
#include "kernels/concat.hpp"
#include "kernels/copy.hpp"
#include "kernels/dict.hpp"
#include "kernels/set.hpp"
#include "kernels/slice.hpp"
#include "kernels/sqrt.hpp"
#include "tests/contract/faulty_layout.hpp"

namespace allocscale::kernels {
namespace {

template <class K, class L>
bool right_answer() {
  typename K::template Task<L> task(faulty_length);
  task.build();
  task.operate();
  const std::uint64_t answer = task.checksum();
  task.teardown();
  return answer == K::expected(faulty_length);
}

template <class K, Where where>
void expect_faults_found() {
  EXPECT_TRUE((right_answer<K, FaultyLayout<Damage::none, where>>())) << "nothing is wrong here";
  EXPECT_FALSE((right_answer<K, FaultyLayout<Damage::element, where>>()));
  EXPECT_FALSE((right_answer<K, FaultyLayout<Damage::first_element, where>>()));
  EXPECT_FALSE((right_answer<K, FaultyLayout<Damage::last_element, where>>()));
  EXPECT_FALSE((right_answer<K, FaultyLayout<Damage::missing, where>>()));
  EXPECT_FALSE((right_answer<K, FaultyLayout<Damage::extra, where>>()));
  EXPECT_FALSE((right_answer<K, FaultyLayout<Damage::order, where>>()));
}

TEST(WrongAnswer, IsSeenInConcat) { expect_faults_found<Concat, Where::list>(); }
TEST(WrongAnswer, IsSeenInSqrt) { expect_faults_found<Sqrt, Where::list>(); }
TEST(WrongAnswer, IsSeenInTheOriginalOfCopy) { expect_faults_found<Copy, Where::list>(); }
TEST(WrongAnswer, IsSeenInTheCopyOfCopy) { expect_faults_found<Copy, Where::copy>(); }

TEST(WrongAnswer, IsSeenInTheOriginalOfSlice) { expect_faults_found<Slice, Where::list>(); }
TEST(WrongAnswer, IsSeenInTheLastSlice) { expect_faults_found<Slice, Where::copy>(); }
TEST(WrongAnswer, IsSeenInTheSourceOfAppend) { expect_faults_found<Append, Where::list>(); }
TEST(WrongAnswer, IsSeenInTheListThatIsAppendedTo) { expect_faults_found<Append, Where::copy>(); }

TEST(WrongAnswer, IsSeenInSet) {
  EXPECT_TRUE((right_answer<Set, WrongValueLayout<7, 7>>())) << "nothing is wrong here";
  EXPECT_FALSE((right_answer<Set, WrongValueLayout<7, 1007>>())) << "another element";
  EXPECT_FALSE((right_answer<Set, WrongValueLayout<7, 8>>())) << "one is missing";
}

template <DictFault fault>
bool right_dict() {
  return right_answer<Dict, FaultyLayout<Damage::none, Where::list, fault>>();
}

TEST(WrongAnswer, IsSeenInDict) {
  EXPECT_TRUE(right_dict<DictFault::none>()) << "nothing is wrong here";
  EXPECT_FALSE(right_dict<DictFault::value>());
  EXPECT_FALSE(right_dict<DictFault::missing>());
  EXPECT_FALSE(right_dict<DictFault::extra>());
  EXPECT_FALSE(right_dict<DictFault::order>());
  EXPECT_FALSE(right_dict<DictFault::lookup>());
}

}  // namespace
}  // namespace allocscale::kernels
