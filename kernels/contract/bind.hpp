// Binds one kernel to the layouts of this build; used by the generated objects only.
#pragma once

#include <array>
#include <new>

#include "kernels/contract/registry.hpp"

namespace allocscale::kernels {

template <Kernel K, Layout L>
constexpr Binding bind_one() {
  constexpr std::string_view unsupported = K::template unsupported<L>();
  if constexpr (unsupported.empty()) {
    using T = typename K::template Task<L>;
    static_assert(Task<T>,
                  "a Task<Layout> needs a constructor from n, build, operate, checksum and teardown");
    static_assert(alignof(T) <= 64);
    return {
        .kernel = &K::info,
        .layout = &L::info,
        .unsupported = unsupported,
        .bytes = sizeof(T),
        .create = [](void* storage, std::uint64_t n) { ::new (storage) T(n); },
        .build = [](void* task) { static_cast<T*>(task)->build(); },
        .operate = [](void* task) { static_cast<T*>(task)->operate(); },
        .checksum = [](const void* task) { return static_cast<const T*>(task)->checksum(); },
        .teardown = [](void* task) { static_cast<T*>(task)->teardown(); },
        .expected = &K::expected,
        .seconds = &K::seconds,
        .work = &K::template work<L>,
        .footprint = &K::template footprint<L>,
    };
  } else {
    return {.kernel = &K::info,
            .layout = &L::info,
            .unsupported = unsupported,
            .bytes = 0,
            .create = nullptr,
            .build = nullptr,
            .operate = nullptr,
            .checksum = nullptr,
            .teardown = nullptr,
            .expected = &K::expected,
            .seconds = &K::seconds,
            .work = nullptr,
            .footprint = nullptr};
  }
}

template <Layout... L>
struct LayoutList {
  static constexpr std::size_t size = sizeof...(L);
};

/// Whether the kernel runs under the layout, with all that this takes, or says why it does not.
template <class K, class L>
constexpr bool answers_for() {
  if constexpr (!SaysIfUnder<K, L>) {
    return false;
  } else if constexpr (K::template unsupported<L>().empty()) {
    return RunsUnder<K, L>;
  } else {
    return true;
  }
}

template <class K, Layout... L>
constexpr bool answers_for_all(LayoutList<L...>) {
  return (answers_for<K, L>() && ...);
}

template <Kernel K, Layout... L>
constexpr std::array<Binding, sizeof...(L)> bind_all() {
  return {bind_one<K, L>()...};
}

template <Kernel K, Layout... L>
constexpr std::array<Binding, sizeof...(L)> bind_all(LayoutList<L...>) {
  return bind_all<K, L...>();
}

}  // namespace allocscale::kernels
