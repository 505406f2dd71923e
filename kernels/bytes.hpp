// bytes: `s = s + c` for n characters, as bytes. The rounds of `concat` on a sequence without elements: the
// allocator, the copy and the kernel's pages are left, pointers and counts are not.
#pragma once

#include <cstdint>
#include <string_view>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/support.hpp"
#include "kernels/parts/text.hpp"

namespace allocscale::kernels {

struct Bytes {
  /// Not among the published tasks: at `paper`, the buffers are as large as those of `concat`.
  static constexpr KernelInfo info{
      .name = "bytes",
      .question = "s = s + c on bytes, n times: an object allocated, copied and freed at growing size.",
      .kind = KernelKind::list,
      .small = 80'000,
      .paper = 640'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 3,
  };

  template <class L>
  static constexpr std::string_view unsupported() {
    return parts::needs_text<L>();
  }

  /// Round i copies i characters, and writes one.
  template <class L>
  static Work work(std::uint64_t n) {
    const std::uint64_t calls = parts::text_calls<typename L::Memory>(parts::bytes_object_bytes(0), n);
    return {.operations = n, .logical_bytes = n * n, .buffer_allocations = calls, .element_visits = 0};
  }

  /// In the last round: the old object and the new one.
  template <class L>
  static Footprint footprint(std::uint64_t n) {
    if (n < 2) return {};
    return {.buffer_bytes = parts::bytes_object_bytes(n) + (n > 2 ? parts::bytes_object_bytes(n - 1) : 0)};
  }

  static std::uint64_t expected(std::uint64_t n) { return parts::expected_text_checksum(n); }

  static double seconds(std::uint64_t n) {
    const double characters = static_cast<double>(n);
    return 0.02e-9 * characters * characters + 5e-8 * characters;
  }

  struct Joining {
    template <class Text>
    void operator()(Text& text, char character) const {
      text.join_as_bytes(character);
    }
  };
  template <class L>
  using Task = parts::JoinedText<L, Joining>;
};

}  // namespace allocscale::kernels
