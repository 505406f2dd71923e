// The suspects, and what takes them away. Processes share no allocator state: an allocator can cause a loss
// of scaling only through what its memory behaviour does to shared resources. It is a cause that works
// through these, not a rival of them.
#pragma once

#include <cstddef>

#include "harness/model/facts.hpp"

namespace allocscale {

/// How the memory of a cell comes about. Each level removes what the one before it does, and one suspect
/// more: the page-fault path, then allocator work.
enum class Memory : std::size_t {
  as_is,     // the allocator as it comes
  kept,      // its policy arm :retain, whose freed memory stays mapped and touched
  replayed,  // no allocator at all: the layout replay, populated beforehand
};

/// How elements are reached. Each level removes what the one before it does, and one suspect more:
/// reference-count writes, then pointer indirection.
enum class Access : std::size_t {
  counted,    // boxed
  uncounted,  // immortal
  in_place,   // ghost: the objects are allocated, their values are read in the list itself
};

inline constexpr std::size_t level_count = 3;  // of either

/// What the step to this level removes; not of the first level, which removes nothing.
[[nodiscard]] Suspect removed_by(Memory level);
[[nodiscard]] Suspect removed_by(Access level);

}  // namespace allocscale
