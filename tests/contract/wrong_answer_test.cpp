// Does the checksum turn red when one element, the length or the order is wrong?
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <cstdlib>

#include "kernels/append.hpp"
#include "kernels/batches.hpp"
#include "kernels/calloc.hpp"
#include "kernels/concat.hpp"
#include "kernels/copy.hpp"
#include "kernels/dict.hpp"
#include "kernels/messages.hpp"
#include "kernels/pause.hpp"
#include "kernels/realloc.hpp"
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

enum class HeapFault { none, value_after_zeroing, lost_by_growing, same_block_twice };

/// A heap whose blocks are static, so that one can be wrong: `fault` is what is wrong with it.
template <HeapFault fault>
struct FaultyHeap {
  using Block = std::array<std::uint64_t, Messages::words>;
  static inline std::array<Block, 4> blocks;
  static inline std::size_t taken = 0;

  static void* take_buffer(std::size_t) {
    if (fault == HeapFault::same_block_twice) return blocks[0].data();
    return blocks[taken++ % blocks.size()].data();
  }
  static void* take_zeroed_buffer(std::size_t, std::size_t) {
    blocks[0].fill(0);
    if (fault == HeapFault::value_after_zeroing) blocks[0][7] = 1;
    return blocks[0].data();
  }
  static void* grow_buffer(void*, std::size_t held, std::size_t) {
    if (fault == HeapFault::lost_by_growing && held == 80) blocks[0][3] = 0;
    return blocks[0].data();
  }
  static void give_buffer(void*, std::size_t) {}
};

template <class K, HeapFault fault>
bool right_buffers(std::uint64_t n) {
  typename K::template TaskFrom<FaultyHeap<fault>> task(n);
  task.build();
  task.operate();
  const std::uint64_t answer = task.checksum();
  task.teardown();
  return answer == K::expected(n);
}

TEST(WrongAnswer, IsSeenInCalloc) {
  EXPECT_TRUE((right_buffers<Calloc, HeapFault::none>(20))) << "nothing is wrong here";
  EXPECT_FALSE((right_buffers<Calloc, HeapFault::value_after_zeroing>(20)));
}

TEST(WrongAnswer, IsSeenInRealloc) {
  EXPECT_TRUE((right_buffers<Realloc, HeapFault::none>(20))) << "nothing is wrong here";
  EXPECT_FALSE((right_buffers<Realloc, HeapFault::lost_by_growing>(20)));
}

TEST(WrongAnswer, IsSeenInBatches) {
  EXPECT_TRUE((right_buffers<Batches, HeapFault::none>(3))) << "nothing is wrong here";
  EXPECT_FALSE((right_buffers<Batches, HeapFault::same_block_twice>(3)));
}

TEST(WrongAnswer, IsSeenInPause) {
  EXPECT_TRUE((right_buffers<Pause, HeapFault::none>(3))) << "nothing is wrong here";
  EXPECT_FALSE((right_buffers<Pause, HeapFault::same_block_twice>(3)));
}

}  // namespace
}  // namespace allocscale::kernels
