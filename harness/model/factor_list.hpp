// The lists of factors and of their levels: every fact about them but what they do to a trial.
//
// A level is one line of its factor's list: its enumerator, its name and its meaning. A factor is a list of
// levels and one line of ALLOCSCALE_FACTORS. The enums, the fields of Cell, the table of factor.hpp and the
// options of the runner follow from the lists, and from those the spec files, the command line, cell keys,
// the dry run, the store, the tables, csv and `list factors`. What remains to write is what a level does to a
// trial; and, for a factor, an appended migration, which adds its column to the store.
//
// The measured program includes this header, which therefore uses no type that allocates.
#pragma once

#include <array>
#include <string_view>

namespace allocscale {

/// What is known of one level. The name is the word that specs, options, the store and tables have for it.
struct FactorLevel {
  std::string_view name;
  std::string_view meaning;
};

// L(enumerator, name, meaning). The order is that of the enum and of all lists of levels.
#define ALLOCSCALE_PLACEMENTS(L)                                                                     \
  L(compact, "compact", "neighbours first: SMT siblings, then cores of one package")                 \
  L(scatter, "scatter", "as far apart as possible: packages in turn, then cores, SMT siblings last") \
  L(no_smt, "no-smt", "one worker per core, never an SMT sibling")                                   \
  L(none, "none", "not pinned")

#define ALLOCSCALE_STARTS(L)                                                                      \
  L(exec, "exec", "each worker is a fresh process, executed by the harness")                      \
  L(fork, "fork", "one runner is executed; it forks the workers, which share its address layout") \
  L(thread, "thread", "one process, one heap: the workers are its threads")

#define ALLOCSCALE_HUGE_PAGES(L)                                               \
  L(system, "system", "as the machine is set")                                 \
  L(never, "never", "switched off for the process (prctl PR_SET_THP_DISABLE)") \
  L(always, "always", "asked for by the allocator's own knob; left out where it has none")

#define ALLOCSCALE_HISTORIES(L)                                                                            \
  L(fresh, "fresh", "the kernel makes the process's first allocation")                                     \
  L(raised, "raised",                                                                                      \
    "one buffer of 900 KB was allocated and freed before the start: it raises glibc's dynamic mmap and "   \
    "trim thresholds")                                                                                     \
  L(littered, "littered",                                                                                  \
    "before the start, two blocks as large as an element were allocated for every element and one of two " \
    "freed, at random: elements fall into the holes")

#define ALLOCSCALE_NUMAS(L)                                                 \
  L(local, "local", "pages on the node of the CPU that first touches them") \
  L(interleaved, "interleaved", "pages dealt round the nodes (set_mempolicy); left out on one node")

#define ALLOCSCALE_STACK_SIZES(L)                                \
  L(system, "system", "as the harness was given it (ulimit -s)") \
  L(large, "large", "a soft limit of 64 MiB (setrlimit RLIMIT_STACK); threads get stacks of that size")

#define ALLOCSCALE_RESULTS(L)                                             \
  L(dropped, "dropped", "nothing leaves the worker but its measurements") \
  L(returned, "returned",                                                 \
    "at the end of operate, 8 bytes for each element go through a pipe to another process")

#define ALLOCSCALE_SIBLINGS(L)                                        \
  L(self, "self", "all workers run the kernel")                       \
  L(idle, "idle", "worker 0 alone runs the kernel; the others sleep") \
  L(compute, "compute", "the others run compute: no memory")          \
  L(fault, "fault", "the others map, touch and unmap pages")          \
  L(copy, "copy", "the others copy within half of the L2 cache")      \
  L(stream, "stream", "the others copy four times the last-level cache")

#define ALLOCSCALE_SIBLING_RATES(L)                    \
  L(full, "full", "the others go as fast as they can") \
  L(matched, "matched",                                \
    "the others keep to the kernel's own page faults or bytes per second, as a pilot alone had them")

// F(enum of the levels, field of Cell and name, default level, meaning, list of the levels).
#define ALLOCSCALE_FACTORS(F)                                                                    \
  F(Placement, placement, scatter, "how workers are laid on the CPUs", ALLOCSCALE_PLACEMENTS)    \
  F(StartMethod, start, exec, "how the workers of a trial come to be", ALLOCSCALE_STARTS)        \
  F(HugePages, huge_pages, system, "transparent huge pages", ALLOCSCALE_HUGE_PAGES)              \
  F(History, history, fresh, "what the heap went through before the task", ALLOCSCALE_HISTORIES) \
  F(Numa, numa, local, "which memory node pages come from", ALLOCSCALE_NUMAS)                    \
  F(StackSize, stack, system, "the size of the stack", ALLOCSCALE_STACK_SIZES)                   \
  F(ReturnedResult, result, dropped, "what becomes of the kernel's result", ALLOCSCALE_RESULTS)  \
  F(Siblings, siblings, self, "what the workers beside the first run", ALLOCSCALE_SIBLINGS)      \
  F(SiblingRate, sibling_rate, full, "how fast they run it", ALLOCSCALE_SIBLING_RATES)

// What the lists are expanded to here: the enums, such as Placement, and what is known of their levels, such
// as placement_levels.
#define ALLOCSCALE_ENUMERATOR(level, name, meaning) level,
#define ALLOCSCALE_LEVEL(level, name, meaning) FactorLevel{name, meaning},
#define ALLOCSCALE_LEVELS_OF_FACTOR(Level, field, standard, meaning, LEVELS) \
  enum class Level { LEVELS(ALLOCSCALE_ENUMERATOR) };                        \
  inline constexpr std::array field##_levels = {LEVELS(ALLOCSCALE_LEVEL)};

ALLOCSCALE_FACTORS(ALLOCSCALE_LEVELS_OF_FACTOR)

#undef ALLOCSCALE_ENUMERATOR
#undef ALLOCSCALE_LEVEL
#undef ALLOCSCALE_LEVELS_OF_FACTOR

}  // namespace allocscale
