// Which pages of the address space were used? One bit for each, in a bitmap that costs memory only where bits
// are set.
#pragma once

#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "kernels/contract/out_of_memory.hpp"

namespace allocscale::kernels {

/// Bytes from `begin` on, whole pages.
struct PageRun {
  std::uintptr_t begin;
  std::size_t bytes;
};

/// For addresses below 2^48. A page of the bitmap stands for 128 MiB of address space, a bit of the summary
/// for such a page: looking for the runs reads the summary, 256 KiB, and what is in use.
class PageSet {
 public:
  static constexpr std::size_t page_bytes = 4096;

  /// Reserves the bitmap: 8 GiB of address space, no memory.
  PageSet() : words_(reserve(pages / word_bits)), summary_(reserve(leaves / word_bits)) {}
  PageSet(const PageSet&) = delete;
  PageSet& operator=(const PageSet&) = delete;
  ~PageSet() {
    munmap(words_, pages / 8);
    munmap(summary_, leaves / 8);
  }

  /// Every page that one of the bytes lies in; none for no bytes. Works by 64 pages: a block grown by realloc
  /// is noted anew each time.
  void add(std::uintptr_t address, std::size_t bytes) {
    if (bytes == 0) return;
    const std::uint64_t first = address / page_bytes;
    const std::uint64_t last = (address + bytes - 1) / page_bytes;
    for (std::uint64_t word = first / word_bits; word <= last / word_bits; ++word) {
      const std::uint64_t from = std::max(first, word * word_bits) - word * word_bits;
      const std::uint64_t to = std::min(last, word * word_bits + word_bits - 1) - word * word_bits;
      words_[word] |= (~std::uint64_t{0} >> (word_bits - 1 - (to - from))) << from;
      const std::uint64_t leaf = word / leaf_words;
      summary_[leaf / word_bits] |= std::uint64_t{1} << leaf % word_bits;
    }
  }

  /// visit(PageRun) for each longest run of pages, by address.
  template <class Visit>
  void for_each_run(const Visit& visit) const {
    PageRun run{0, 0};
    for_each_word([&](std::uint64_t word) {
      for (std::uint64_t bits = words_[word], at = 0; bits != 0;) {
        const auto gap = static_cast<std::uint64_t>(std::countr_zero(bits));
        const auto count = static_cast<std::uint64_t>(std::countr_one(bits >> gap));
        const std::uintptr_t begin = (word * word_bits + at + gap) * page_bytes;
        if (run.begin + run.bytes != begin) {
          if (run.bytes > 0) visit(run);
          run = {begin, 0};
        }
        run.bytes += count * page_bytes;
        at += gap + count;
        bits = at < word_bits ? words_[word] >> at : 0;
      }
    });
    if (run.bytes > 0) visit(run);
  }

 private:
  static constexpr std::uint64_t word_bits = 64;
  static constexpr std::uint64_t pages = (std::uint64_t{1} << 48) / page_bytes;
  static constexpr std::uint64_t leaf_words = page_bytes / sizeof(std::uint64_t);
  static constexpr std::uint64_t leaves = pages / word_bits / leaf_words;

  static std::uint64_t* reserve(std::uint64_t words) {
    void* memory = mmap(nullptr, words * sizeof(std::uint64_t), PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) out_of_memory(words * sizeof(std::uint64_t));
    return static_cast<std::uint64_t*>(memory);
  }

  /// Words of leaves that are in use, by address; some of them are 0.
  template <class Visit>
  void for_each_word(const Visit& visit) const {
    for (std::uint64_t group = 0; group < leaves / word_bits; ++group)
      for (std::uint64_t bits = summary_[group]; bits != 0; bits &= bits - 1) {
        const std::uint64_t leaf = group * word_bits + static_cast<std::uint64_t>(std::countr_zero(bits));
        for (std::uint64_t i = 0; i < leaf_words; ++i) visit(leaf * leaf_words + i);
      }
  }

  std::uint64_t* words_;
  std::uint64_t* summary_;
};

}  // namespace allocscale::kernels
