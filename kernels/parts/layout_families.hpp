// The four ways in which a list or dict holds its elements, each over any Memory. A layout names one of them,
// and where its memory comes from.
#pragma once

#include "kernels/parts/boxed_slots.hpp"
#include "kernels/parts/dict.hpp"
#include "kernels/parts/ghost_slots.hpp"
#include "kernels/parts/inline_slots.hpp"
#include "kernels/parts/int_element.hpp"
#include "kernels/parts/list.hpp"
#include "kernels/parts/memory.hpp"
#include "kernels/parts/reference_counts.hpp"

namespace allocscale::kernels::parts {

template <Memory M, class Element>
using CountedSlots = BoxedSlots<M, Element, Counted>;
template <Memory M, class Element>
using UncountedSlots = BoxedSlots<M, Element, Uncounted>;

/// What a layout stores when its slots are Slots<M, Element>.
template <template <Memory, class> class Slots, Memory M>
struct StoredIn {
  using Memory = typename Slots<M, Int>::Memory;
  template <class Element>
  using List = parts::List<Slots<M, Element>>;
  using Dict = parts::Dict<Slots<M, Int>>;
};

/// Pointers to heap objects, whose reference counts are written.
template <Memory M>
using BoxedOver = StoredIn<CountedSlots, M>;

/// Pointers to heap objects, whose reference counts are read and never written.
template <Memory M>
using ImmortalOver = StoredIn<UncountedSlots, M>;

/// The values themselves, beside heap objects that nobody reads.
template <Memory M>
using GhostOver = StoredIn<GhostSlots, M>;

/// The values themselves, and no heap objects.
template <Memory M>
using ContiguousOver = StoredIn<InlineSlots, M>;

}  // namespace allocscale::kernels::parts
