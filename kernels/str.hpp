// str: `s = s + c` for n characters, as str. The same program as `bytes`, where CPython reallocates in place:
// what is lost when the allocator can grow a block and when it cannot?
#pragma once

#include <cstdint>
#include <string_view>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/support.hpp"
#include "kernels/parts/text.hpp"

namespace allocscale::kernels {

struct Str {
  /// Not among the published tasks: `paper` is this project's choice, in the range of the lists.
  static constexpr KernelInfo info{
      .name = "str",
      .question = "s = s + c, n times, on a str that nothing else refers to: one object is reallocated.",
      .kind = KernelKind::list,
      .small = 300'000,  // above 512 KiB a reallocation of scudo 14 takes some 30 µs: 16 s for 1,000,000
      .paper = 20'000'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 6,
  };

  template <class L>
  static constexpr std::string_view unsupported() {
    return parts::needs_text<L>();
  }

  template <class L>
  static Work work(std::uint64_t n) {
    const std::uint64_t calls = parts::text_calls<typename L::Memory>(parts::str_object_bytes(0), n);
    return {.operations = n, .logical_bytes = n, .buffer_allocations = calls};
  }

  /// A reallocation that moves holds both objects.
  template <class L>
  static Footprint footprint(std::uint64_t n) {
    if (n < 2) return {};
    return {.buffer_bytes = parts::str_object_bytes(n) + (n > 2 ? parts::str_object_bytes(n - 1) : 0)};
  }

  static std::uint64_t expected(std::uint64_t n) { return parts::expected_text_checksum(n); }

  static double seconds(std::uint64_t n) { return 20e-9 * static_cast<double>(n); }

  struct Joining {
    template <class Text>
    void operator()(Text& text, char character) const {
      text.join_as_str(character);
    }
  };
  template <class L>
  using Task = parts::JoinedText<L, Joining>;
};

}  // namespace allocscale::kernels
