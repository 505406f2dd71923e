// Binds one kernel to the layouts of this build; used by the generated objects only.
#pragma once

#include <array>
#include <new>

#include "kernels/contract/registry.hpp"

namespace allocscale::kernels {

/// The binding of K to `layout`, with a task whose lists and dicts are those of S.
template <Kernel K, class S>
constexpr Binding bind_task(const LayoutInfo& layout, const Binding* rehearsal) {
  using T = typename K::template Task<S>;
  static_assert(Task<T>, "a Task<Layout> needs a constructor from n, build, operate, checksum and teardown");
  static_assert(alignof(T) <= 64);
  return {
      .kernel = &K::info,
      .layout = &layout,
      .unsupported = {},
      .bytes = sizeof(T),
      .create = [](void* storage, std::uint64_t n) { ::new (storage) T(n); },
      .build = [](void* task) { static_cast<T*>(task)->build(); },
      .operate = [](void* task) { static_cast<T*>(task)->operate(); },
      .checksum = [](const void* task) { return static_cast<const T*>(task)->checksum(); },
      .teardown = [](void* task) { static_cast<T*>(task)->teardown(); },
      .expected = &K::expected,
      .seconds = &K::seconds,
      .work = &K::template work<S>,
      .footprint = &K::template footprint<S>,
      .rehearsal = rehearsal,
      .rehearsed = rehearsal != nullptr,
  };
}

template <Kernel K, NeedsRehearsal L>
inline constexpr Binding rehearsal_of = bind_task<K, typename L::Rehearsal>(L::info, nullptr);

template <Kernel K, Layout L>
constexpr Binding bind_one() {
  constexpr std::string_view unsupported = K::template unsupported<L>();
  if constexpr (unsupported.empty()) {
    if constexpr (NeedsRehearsal<L>)
      return bind_task<K, L>(L::info, &rehearsal_of<K, L>);
    else
      return bind_task<K, L>(L::info, nullptr);
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
            .footprint = nullptr,
            .rehearsal = nullptr,
            .rehearsed = NeedsRehearsal<L>};
  }
}

template <Layout... L>
struct LayoutList {
  static constexpr std::size_t size = sizeof...(L);
};

/// Whether each removal of these layouts is of another one of them.
template <Layout... L>
constexpr bool removals_name_layouts(LayoutList<L...>) {
  const auto is_other = [](const LayoutInfo& layout) {
    return !layout.takes_away ||
           (layout.takes_away->from != layout.name && ((L::info.name == layout.takes_away->from) || ...));
  };
  return (is_other(L::info) && ...);
}

/// Whether exactly one of these layouts is meant where none is named.
template <Layout... L>
constexpr bool one_is_usual(LayoutList<L...>) {
  return ((L::info.usual ? 1 : 0) + ... + 0) == 1;
}

/// Whether the kernel can be rehearsed where the layout needs it.
template <class K, class L>
constexpr bool can_be_rehearsed() {
  if constexpr (NeedsRehearsal<L>) return RunsUnder<K, typename L::Rehearsal>;
  return true;
}

/// Whether the kernel runs under the layout, with all that this takes, or says why it does not.
template <class K, class L>
constexpr bool answers_for() {
  if constexpr (!SaysIfUnder<K, L>) {
    return false;
  } else if constexpr (K::template unsupported<L>().empty()) {
    return RunsUnder<K, L> && can_be_rehearsed<K, L>();
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
