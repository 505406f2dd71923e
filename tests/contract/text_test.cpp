// Do bytes and str hold what a std::string holds, in objects of the size that CPython asks for?
#include "kernels/parts/text.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "tests/contract/list_layouts.hpp"
#include "tests/contract/metered_layout.hpp"

namespace allocscale::kernels {
namespace {

template <class M>
std::string contents(const parts::Text<M>& text) {
  std::string found;
  for (std::uint64_t i = 0; i < text.length(); ++i) found += text.at(i);
  return found;
}

template <class L>
class TextTest : public testing::Test {};
TYPED_TEST_SUITE(TextTest, TextLayouts, LayoutNames);

TYPED_TEST(TextTest, HoldsWhatStringHoldsAfterEveryJoin) {
  typename TypeParam::Memory memory;
  parts::Text<typename TypeParam::Memory> bytes(memory), str(memory);
  std::string model;
  for (std::uint64_t i = 0; i < 1500; ++i) {
    const char c = static_cast<char>(i * i % 127);
    bytes.join_as_bytes(c);
    str.join_as_str(c);
    model += c;
    ASSERT_EQ(contents(bytes), model);
    ASSERT_EQ(contents(str), model);
  }
  bytes.drop();
  str.drop();
  EXPECT_EQ(bytes.length() + str.length(), 0U);
}

class TextObject : public testing::Test {
 protected:
  void SetUp() override { meters = {}; }
  void TearDown() override {
    text_.drop();
    EXPECT_EQ(meters.buffers.alive.size(), 0U);
    EXPECT_EQ(meters.buffers.mistakes, 0U);
  }
  MeteredMemory memory_;
  parts::Text<MeteredMemory> text_{memory_};
};

// Python 3.11.2: sys.getsizeof(b"ab") == 35, sys.getsizeof("ab") == 51.
TEST_F(TextObject, OfBytesIsOneOfExactlyItsSize) {
  text_.join_as_bytes('a');
  EXPECT_EQ(meters.buffers.bytes, 0U) << "one character is shared";
  text_.join_as_bytes('b');
  EXPECT_EQ(meters.buffers.bytes, 35U);
  text_.join_as_bytes('c');
  EXPECT_EQ(meters.buffers.bytes, 36U);
  EXPECT_EQ(meters.buffers.peak, 35U + 36U) << "the old one goes after the new one is made";
}

TEST_F(TextObject, OfStrIsOneOfExactlyItsSize) {
  text_.join_as_str('a');
  EXPECT_EQ(meters.buffers.bytes, 0U) << "one character is shared";
  text_.join_as_str('b');
  EXPECT_EQ(meters.buffers.bytes, 51U);
  text_.join_as_str('c');
  EXPECT_EQ(meters.buffers.bytes, 52U);
}

TEST(TextChecksum, DependsOnEveryCharacterAndTheirOrder) {
  MeteredMemory memory;
  const auto answer = [&memory](const std::string& characters) {
    parts::Text<MeteredMemory> text(memory);
    for (const char c : characters) text.join_as_bytes(c);
    const std::uint64_t checksum = parts::text_checksum(text);
    text.drop();
    return checksum;
  };
  std::string right;
  for (std::uint64_t i = 0; i < 20; ++i) right += parts::character(i);
  EXPECT_EQ(answer(right), parts::expected_text_checksum(20));
  for (std::size_t i = 0; i + 1 < right.size(); ++i) {
    std::string changed = right, swapped = right;
    ++changed[i];
    std::swap(swapped[i], swapped[i + 1]);
    EXPECT_NE(answer(changed), answer(right));
    EXPECT_NE(answer(swapped), answer(right));
  }
  EXPECT_NE(answer(right.substr(1)), answer(right));
  EXPECT_NE(answer(right + ' '), answer(right));
}

}  // namespace
}  // namespace allocscale::kernels
