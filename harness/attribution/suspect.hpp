// The two chains of removals, and the suspect that each step removes. Processes share no allocator state, so
// an allocator can cause a scaling loss only through shared resources: page faults, memory and caches.
#pragma once

#include <cstddef>

#include "harness/model/facts.hpp"

namespace allocscale {

/// Where the memory of a cell comes from. Each level removes what the level before it removes, and one
/// suspect more: the page-fault path, then allocator work.
enum class Memory : std::size_t {
  as_is,     // from the allocator as it is
  kept,      // from its policy arm :retain, under which freed memory stays mapped and touched
  replayed,  // from no allocator: from a replay, whose pages are populated beforehand
};

/// How elements are read. Each level removes what the level before it removes, and one suspect more:
/// reference-count writes, then pointer indirection.
enum class Access : std::size_t {
  counted,    // through pointers, with reference counts
  uncounted,  // through pointers, without reference counts
  in_place,   // in the list itself; the objects are allocated all the same
};

inline constexpr std::size_t level_count = 3;  // of either chain

/// The suspect that the step to this level removes. The first level removes nothing and is not allowed.
[[nodiscard]] Suspect removed_by(Memory level);
[[nodiscard]] Suspect removed_by(Access level);

}  // namespace allocscale
