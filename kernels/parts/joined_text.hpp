// A sequence of n characters, joined one by one: the task of the kernels bytes and str.
#pragma once

#include <cstdint>

#include "kernels/parts/text.hpp"

namespace allocscale::kernels::parts {

/// One round of the kernel is Join{}(text, character).
template <class L, class Join>
class JoinedText {
 public:
  explicit JoinedText(std::uint64_t n) : n_(n) {}

  void build() {}

  void operate() {
    for (std::uint64_t i = 0; i < n_; ++i) Join{}(text_, character(i));
  }

  [[nodiscard]] std::uint64_t checksum() const { return text_checksum(text_); }

  void teardown() { text_.drop(); }

 private:
  std::uint64_t n_;
  [[no_unique_address]] typename L::Memory memory_;
  Text<typename L::Memory> text_{memory_};
};

}  // namespace allocscale::kernels::parts
