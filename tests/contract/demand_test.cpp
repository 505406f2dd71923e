// Is what an allocator is predicted to hold what its declaration says, by hand?
#include "allocators/contract/demand.hpp"

#include <gtest/gtest.h>

namespace allocscale::allocators {
namespace {

constexpr Rounding rounding = {.header_bytes = 8, .step_bytes = 16};
constexpr Holding holding = {.blocks = 1.5, .grown = 2, .doubled = 0.5, .moved = 0.25, .fresh_from = 1000};

// 10 elements of 28 bytes in blocks of 48, a list of 80 bytes beside the 80 that it grew from.
constexpr Requests growing = {.elements = 10,
                              .element_bytes = 28,
                              .buffer_bytes = 160,
                              .all_elements = 10,
                              .all_buffers = 9,
                              .all_buffer_bytes = 720};

TEST(Held, BlocksAndWhatAListLeftWhileItGrew) {
  EXPECT_EQ(held_bytes(growing, 80, rounding, holding), 720U + 160 + 2 * 80);
}

TEST(Held, OfManyListsTheLargestThatGrewIsOneOfAllElements) {
  Requests several = growing;
  several.buffer_bytes = 240;
  several.all_buffer_bytes = 1440;
  EXPECT_EQ(held_bytes(several, 80, rounding, holding), 720U + 240 + 2 * 80);
  Requests text = growing;  // a byte for each element
  text.buffer_bytes = 20;
  EXPECT_EQ(held_bytes(text, 80, rounding, holding), 720U + 20 + 2 * 10);
}

TEST(Held, ATableThatDoublesLeavesLess) {
  Requests table = growing;
  table.all_buffer_bytes = 200;
  EXPECT_EQ(held_bytes(table, 80, rounding, holding), 720U + 160 + 80);
  table.all_buffer_bytes = 0;
  EXPECT_EQ(held_bytes(table, 80, rounding, holding), 720U + 160 + 160) << "a kernel that does not say";
}

TEST(Held, ElementsInPoolsLieAsThePoolsRound) {
  Requests pooled = growing;
  pooled.all_elements = 0;
  EXPECT_EQ(held_bytes(pooled, 80, rounding, holding), 320U + 160 + 160);
}

TEST(Held, WhoFreesNothingHoldsAllThatWasAskedFor) {
  const Rounding bump = {.header_bytes = 0, .step_bytes = 16, .never_frees = true};
  EXPECT_EQ(held_bytes(growing, 80, bump, {.blocks = 1}), 320U + 720 + 9 * 16);
}

TEST(Held, AReplayHasThePagesOfEachPlace) {
  EXPECT_EQ(replayed_bytes(growing, 3, holding), 40U);
  Requests large = growing;
  large.buffer_bytes = 1500;
  large.all_buffer_bytes = 9000;
  EXPECT_EQ(replayed_bytes(large, 3, holding), 27'000U)
      << "each block of 1,000 bytes lies at a place of its own";
}

}  // namespace
}  // namespace allocscale::allocators
