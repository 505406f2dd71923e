// The 8-byte words of a buffer as the kernels of whole buffers use them: written once, read once, summed.
#pragma once

#include <bit>
#include <cstdint>

#include "kernels/contract/contract.hpp"

namespace allocscale::kernels::parts {

/// Writes first, first + 1, … to the `count` words of a buffer.
inline void write_words(std::uint64_t* words, std::uint64_t count, std::uint64_t first) {
  for (std::uint64_t i = 0; i < count; ++i) words[i] = first + i;
  keep(words);
}

/// The sum of the words, modulo 2^64.
inline std::uint64_t sum_of_words(const std::uint64_t* words, std::uint64_t count) {
  keep(words);
  std::uint64_t sum = 0;
  for (std::uint64_t i = 0; i < count; ++i) sum += words[i];
  return sum;
}

/// The sum of the words that write_words wrote. `count` is below 2^32.
constexpr std::uint64_t expected_sum_of_words(std::uint64_t count, std::uint64_t first) {
  return count * first + count * (count - (count > 0 ? 1 : 0)) / 2;
}

/// The answer of a kernel after one more buffer: it depends on the order of the buffers.
constexpr std::uint64_t with_buffer(std::uint64_t answer, std::uint64_t sum) {
  return std::rotl(answer, 1) + sum + 1;
}

/// The answer after so many buffers of `count` words, the words of buffer i written from i on.
constexpr std::uint64_t expected_answer(std::uint64_t buffers, std::uint64_t count) {
  std::uint64_t answer = 0;
  for (std::uint64_t i = 0; i < buffers; ++i) answer = with_buffer(answer, expected_sum_of_words(count, i));
  return answer;
}

/// What the tasks of such kernels have in common: their size, and an answer that grows by each buffer read.
class BufferTask {
 public:
  explicit BufferTask(std::uint64_t n) : n_(n) {}
  void build() { answer_ = 0; }
  [[nodiscard]] std::uint64_t checksum() const { return answer_; }
  void teardown() {}

 protected:
  void read(const std::uint64_t* words, std::uint64_t count) {
    answer_ = with_buffer(answer_, sum_of_words(words, count));
  }

  std::uint64_t n_;

 private:
  std::uint64_t answer_ = 0;
};

}  // namespace allocscale::kernels::parts
