// A cell: one combination of factor levels.
#pragma once

#include <cstdint>
#include <string>

namespace allocscale {

/// How P workers are laid on the machine's CPUs.
///   compact   neighbours first: SMT siblings, then cores of one package
///   scatter   as far apart as possible: packages in turn, then cores, SMT siblings last
///   no-smt    one worker per core, never an SMT sibling
///   none      not pinned
enum class Placement { compact, scatter, no_smt, none };

// The levels of the other factors; what each means stands in the table of factors (factor.cpp).
enum class StartMethod { exec, fork, thread };
enum class HugePages { system, never, always };
enum class History { fresh, raised, littered };
enum class Numa { local, interleaved };
enum class StackSize { system, large };
enum class ReturnedResult { dropped, returned };
enum class Siblings { self, idle, compute, fault, copy, stream };
enum class SiblingRate { full, matched };

struct Cell {
  std::string kernel;
  std::string layout;
  std::string allocator;
  std::uint64_t size = 0;  // elements
  int workers = 1;
  Placement placement = Placement::scatter;
  int iterations = 1;  // iteration 0 is cold, the others warm
  StartMethod start = StartMethod::exec;
  HugePages huge_pages = HugePages::system;
  History history = History::fresh;
  Numa numa = Numa::local;
  StackSize stack = StackSize::system;
  ReturnedResult result = ReturnedResult::dropped;
  Siblings siblings = Siblings::self;
  SiblingRate sibling_rate = SiblingRate::full;

  friend bool operator==(const Cell&, const Cell&) = default;
};

[[nodiscard]] std::string placement_name(Placement placement);

/// The cell as one line of factor=level words, the same for equal cells on every machine: its identity in the
/// store, in `--dry-run` and in messages. Of the factors of factor.hpp, placement is always named and the
/// others where they are not at their default: a factor that is added leaves the keys of older stores as they
/// are.
[[nodiscard]] std::string cell_key(const Cell& cell);

}  // namespace allocscale
