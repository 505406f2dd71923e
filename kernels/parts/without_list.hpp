// What controls and probes have in common: they make no list, and run under the layout `none` only.
#pragma once

#include <cstdint>
#include <string_view>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/float_element.hpp"
#include "kernels/parts/int_element.hpp"
#include "kernels/parts/support.hpp"

namespace allocscale::kernels::parts {

/// The base of such a kernel. As it stands the kernel does no element operation and holds no memory: one that
/// does hides `work` or `footprint` with its own.
struct WithoutList {
  template <class L>
  static constexpr std::string_view unsupported() {
    return StoresLists<L, Int> || StoresLists<L, Float>
               ? "the kernel makes no list: it runs under the layout none only"
               : "";
  }

  template <class L>
  static Work work(std::uint64_t) {
    return {};
  }

  template <class L>
  static Footprint footprint(std::uint64_t) {
    return {};
  }
};

}  // namespace allocscale::kernels::parts
