// Do CPython's pools place blocks as CPython's do, and do their arenas come and go?
#include "kernels/parts/pymalloc.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <vector>

#include "tests/contract/page_state.hpp"

namespace allocscale::kernels {
namespace {

using parts::py_arena_bytes;
using parts::py_pool_bytes;
using parts::PyPools;

std::uintptr_t number(const void* block) { return reinterpret_cast<std::uintptr_t>(block); }
std::uintptr_t pool_of(const void* block) { return number(block) / py_pool_bytes; }

/// Takes blocks of one size until `blocks` are there.
std::vector<void*> take(PyPools& pools, std::size_t bytes, std::size_t blocks) {
  std::vector<void*> taken;
  while (taken.size() < blocks) taken.push_back(pools.take(bytes));
  return taken;
}

TEST(PyMalloc, BlocksOfAClassLieSideBySideBehindA48ByteHeader) {
  const auto pools = std::make_unique<PyPools>();
  // (16384 - 48) / 32 = 510 blocks of 28 bytes in a pool.
  const std::vector<void*> blocks = take(*pools, 28, 511);
  EXPECT_EQ(number(blocks[0]) % py_pool_bytes, 48U);
  for (std::size_t i = 1; i < 510; ++i) ASSERT_EQ(number(blocks[i]), number(blocks[i - 1]) + 32);
  EXPECT_NE(pool_of(blocks[510]), pool_of(blocks[509])) << "the next pool";
  EXPECT_EQ(pool_of(pools->take(32)), pool_of(blocks[510])) << "17 to 32 bytes are one class";
  EXPECT_NE(pool_of(pools->take(33)), pool_of(blocks[510]));
  EXPECT_NE(pool_of(pools->take(16)), pool_of(blocks[510]));
}

TEST(PyMalloc, ABlockFreedLastIsTheNextOne) {
  const auto pools = std::make_unique<PyPools>();
  const std::vector<void*> blocks = take(*pools, 24, 10);
  pools->give(blocks[3]);
  pools->give(blocks[7]);
  EXPECT_EQ(pools->take(24), blocks[7]);
  EXPECT_EQ(pools->take(24), blocks[3]);
}

TEST(PyMalloc, AFullPoolServesAgainWhenOneBlockIsFreed) {
  const auto pools = std::make_unique<PyPools>();
  const std::vector<void*> blocks = take(*pools, 512, 31 * 2);  // (16384 - 48) / 512 = 31
  ASSERT_NE(pool_of(blocks[30]), pool_of(blocks[31]));
  pools->give(blocks[5]);
  EXPECT_EQ(pools->take(512), blocks[5]);
}

TEST(PyMalloc, AnEmptyPoolServesAnotherClass) {
  const auto pools = std::make_unique<PyPools>();
  void* const other = pools->take(100);
  void* const block = pools->take(24);
  pools->give(block);
  void* const larger = pools->take(300);
  EXPECT_EQ(pool_of(larger), pool_of(block));
  EXPECT_EQ(number(larger) % py_pool_bytes, 48U);
  EXPECT_NE(pool_of(larger), pool_of(other));
}

TEST(PyMalloc, ArenasAreMappedOneByOneAndUnmappedWhenEmptyButForOne) {
  const auto pools = std::make_unique<PyPools>();
  EXPECT_EQ(pools->arenas(), 0U) << "nothing before the first object";
  std::vector<void*> blocks = take(*pools, 32, 1);
  EXPECT_EQ(pools->arenas(), 1U);
  // An arena holds 63 or 64 pools of 510 blocks; five of them are needed for so many.
  constexpr std::size_t five_arenas = 4 * 64 * 510 + 1;
  while (blocks.size() < five_arenas) blocks.push_back(pools->take(32));
  EXPECT_EQ(pools->arenas(), 5U);
  for (const void* block : blocks) ASSERT_TRUE(is_mapped(block));
  for (auto block = blocks.rbegin(); block != blocks.rend(); ++block) pools->give(*block);
  EXPECT_EQ(pools->arenas(), 1U);
  EXPECT_TRUE(is_mapped(blocks.back())) << "the first that became empty";
  EXPECT_FALSE(is_mapped(blocks.front()));
}

TEST(PyMalloc, OneObjectInALoopMapsNothing) {
  const auto pools = std::make_unique<PyPools>();
  void* const first = pools->take(28);
  pools->give(first);
  for (int i = 0; i < 100; ++i) {
    void* const block = pools->take(28);
    ASSERT_EQ(block, first);
    pools->give(block);
    ASSERT_EQ(pools->arenas(), 1U);
  }
}

/// Every block keeps its bytes until it is given back, whatever the order: none overlaps another or a header.
TEST(PyMalloc, BlocksNeverOverlap) {
  const auto pools = std::make_unique<PyPools>();
  std::mt19937_64 random(1);
  struct Block {
    unsigned char* bytes;
    std::size_t size;
    unsigned char mark;
  };
  std::vector<Block> alive;
  const auto give_any = [&] {
    std::swap(alive[random() % alive.size()], alive.back());
    const Block block = alive.back();
    alive.pop_back();
    ASSERT_TRUE(std::all_of(block.bytes, block.bytes + block.size,
                            [&](unsigned char byte) { return byte == block.mark; }));
    pools->give(block.bytes);
  };
  for (std::uint64_t step = 0; step < 60'000; ++step) {
    const bool growing = step % 20'000 < 12'000;
    if (alive.empty() || random() % 10 < (growing ? 8 : 2)) {
      const std::size_t size = 1 + random() % PyPools::largest;
      auto* bytes = static_cast<unsigned char*>(pools->take(size));
      ASSERT_EQ(number(bytes) % 16, 0U);
      const auto mark = static_cast<unsigned char>(step);
      std::memset(bytes, mark, size);
      alive.push_back({bytes, size, mark});
    } else {
      give_any();
    }
  }
  EXPECT_GT(pools->arenas(), 2U);
  while (!alive.empty()) give_any();
  EXPECT_EQ(pools->arenas(), 1U);
}

TEST(PyMalloc, AGrowingBufferStaysWhileItsClassDoesAndLeavesThePoolsAbove512Bytes) {
  void* block = parts::PyMalloc::take_buffer(40);
  std::memset(block, 7, 40);
  EXPECT_EQ(parts::PyMalloc::grow_buffer(block, 40, 48), block);
  void* larger = parts::PyMalloc::grow_buffer(block, 48, 64);
  EXPECT_NE(larger, block);
  EXPECT_EQ(parts::PyMalloc::take_buffer(40), block) << "the old one was given back";
  void* largest = parts::PyMalloc::grow_buffer(larger, 64, 513);
  EXPECT_NE(pool_of(largest), pool_of(larger));
  largest = parts::PyMalloc::grow_buffer(largest, 513, 5000);
  for (int i = 0; i < 40; ++i) ASSERT_EQ(static_cast<unsigned char*>(largest)[i], 7);
  parts::PyMalloc::give_buffer(largest, 5000);
  parts::PyMalloc::give_buffer(block, 40);
}

}  // namespace
}  // namespace allocscale::kernels
