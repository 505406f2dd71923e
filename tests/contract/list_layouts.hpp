// The layouts of this build that store lists, as types for GoogleTest: a new layout is tested without an edit
// here. Of one that is replayed it is the rehearsal, which needs no recording to play.
#pragma once

#include <gtest/gtest.h>

#include <cctype>
#include <string>
#include <type_traits>

#include "kernels/all_layouts.hpp"
#include "kernels/parts/support.hpp"

namespace allocscale::kernels {

template <class L>
inline constexpr bool stores_lists = parts::StoresLists<L, parts::Int>&& parts::StoresLists<L, parts::Float>;
template <class L>
inline constexpr bool stores_dicts = parts::StoresDicts<L>;

template <NeedsRehearsal L>
struct RehearsalOf : L::Rehearsal {
  static constexpr const LayoutInfo& info = L::info;
};

template <class L>
struct AsTested {
  using type = L;
};
template <NeedsRehearsal L>
struct AsTested<L> {
  using type = RehearsalOf<L>;
};

template <class Kept, class Rest, template <class> class Condition>
struct FilterLayouts;
template <class... Kept, template <class> class Condition>
struct FilterLayouts<testing::Types<Kept...>, LayoutList<>, Condition> {
  using type = testing::Types<Kept...>;
};
template <class... Kept, class First, class... Rest, template <class> class Condition>
struct FilterLayouts<testing::Types<Kept...>, LayoutList<First, Rest...>, Condition>
    : FilterLayouts<
          std::conditional_t<Condition<First>::value, testing::Types<Kept..., typename AsTested<First>::type>,
                             testing::Types<Kept...>>,
          LayoutList<Rest...>, Condition> {};

template <class L>
struct HasLists : std::bool_constant<stores_lists<L>> {};
template <class L>
struct HasDicts : std::bool_constant<stores_dicts<L>> {};

/// Lists in one buffer, which grows as CPython's does.
template <class L>
struct HasBuffers : std::bool_constant<stores_lists<L>> {};
template <class L>
requires stores_lists<L> &&
    (!L::template List<parts::Int>::shares_elements) struct HasBuffers<L> : std::false_type {
};
/// Dicts that need not be told who is the last to hold an element: any program can drop them.
template <class L>
struct HasSharedDicts : std::false_type {};
template <class L>
requires stores_dicts<L>
struct HasSharedDicts<L> : std::bool_constant<!L::Dict::Slots::freed_by_last_holder> {
};
template <class L>
struct HasSets : std::bool_constant<parts::StoresSets<L>> {};
template <class L>
struct HasText : std::bool_constant<parts::StoresText<L>> {};

using ListLayouts = FilterLayouts<testing::Types<>, AllLayouts, HasLists>::type;
using BufferLayouts = FilterLayouts<testing::Types<>, AllLayouts, HasBuffers>::type;
using SharedDictLayouts = FilterLayouts<testing::Types<>, AllLayouts, HasSharedDicts>::type;
using SetLayouts = FilterLayouts<testing::Types<>, AllLayouts, HasSets>::type;
using TextLayouts = FilterLayouts<testing::Types<>, AllLayouts, HasText>::type;
using DictLayouts = FilterLayouts<testing::Types<>, AllLayouts, HasDicts>::type;

/// Names typed tests after the layout.
struct LayoutNames {
  template <class L>
  static std::string GetName(int) {
    std::string name(L::info.name);
    for (char& c : name)
      if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
    return name;
  }
};

}  // namespace allocscale::kernels
