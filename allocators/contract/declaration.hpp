// What allocators/NAME.cpp declares of an allocator: who must own malloc, how a preloaded library of its kind
// is recognised, which policy arms and knobs it has, how it rounds, and the functions by which it is asked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace allocscale::allocators {

/// What the allocator says of its heap; absent where its interface does not tell.
struct Statistics {
  std::optional<std::int64_t> allocated_bytes;  // in blocks that the program holds
  std::optional<std::int64_t> resident_bytes;   // of its memory that it believes to be backed by pages
  std::optional<std::int64_t> mapped_bytes;     // taken from the system and not given back
  std::optional<std::int64_t> retained_bytes;   // freed by the program, kept by the allocator
};

/// How much memory a block takes, for the prediction.
struct Rounding {
  std::uint64_t header_bytes = 0;
  std::uint64_t step_bytes = 16;  // header and block together, rounded up to a multiple
  bool never_frees = false;       // an iteration then takes the sum of all its requests
};

inline constexpr std::uint64_t KiB = 1 << 10;
inline constexpr std::uint64_t MiB = 1 << 20;

/// What an allocator holds beside the blocks that are alive, for the prediction: the most that was seen of
/// the peaks of list tasks of 1 and 3 million elements, so that a prediction is not too small. The defaults
/// are of a library that nobody measured.
struct Holding {
  double blocks = 1.35;   // small blocks: pages over what the blocks take
  double grown = 2.75;    // beside a buffer that grew in small steps: times its size
  double doubled = 0.45;  // beside buffers that doubled: times the bytes alive
  double moved = 1.2;     // by a replay, which has the pages of each place where a buffer lay: times the same
  std::uint64_t fresh_from =
      0;  // a block of so many bytes is never where another was; 0: there is no such size
};

/// What is allocated, filled and freed to see, by its page faults, whether a setting acts.
struct Proof {
  std::uint64_t bytes = 0;        // at this size the setting must act; 0: there is no proof
  std::uint64_t block_bytes = 0;  // in blocks of this size; 0: in one block
};

/// A policy arm: the same code with another policy for freed memory (arm_kinds says which). It has an
/// environment and a proof, or a reason why there is no such arm.
struct Arm {
  std::string_view environment = {};  // NAME=value words separated by spaces
  std::string_view why_not = {};
  Proof proof = {};
};

/// A variable of the environment that this allocator, or another version of it, obeys. `doctor --alloc` tries
/// it, or says why it does not: it has a value and a proof, or neither and a reason.
struct Knob {
  std::string_view setting;       // NAME=value; NAME alone when it is not tried
  std::string_view why_not = {};  // why no page fault can show whether it is obeyed
  Proof proof = {};
};

inline constexpr std::size_t longest_symbol = 64;

/// Of a Declaration's owners: the program itself, whatever its file is called.
inline constexpr std::string_view this_program = "(this program)";

/// One allocator. NAME.cpp defines `extern constinit const Declaration NAME = checked({…})`, see check.hpp;
/// the name is the file's. The functions call a library through its symbols (symbol.hpp), never through its
/// headers: the same object serves any build of the library, linked or preloaded.
struct Declaration {
  std::string_view name = {};         // filled in by checked()
  std::string_view description = {};  // one sentence
  /// File name prefix of the loaded object that must own malloc, calloc, realloc, free, posix_memalign.
  std::string_view owner = {};
  /// … the plain operators new and delete, as glibc's are libstdc++'s; empty: `owner`.
  std::string_view operator_owner = {};
  /// … the sized and aligned ones; empty: `operator_owner`.
  std::string_view sized_operator_owner = {};
  /// Of a preloaded library: an operator that it does not define stays with libstdc++.
  bool operators_may_stay = false;
  /// A function that every library of this kind has, and no other: by it a preloaded one is recognised.
  /// NAME.cpp is then part of every program, so it must define no malloc. Empty: a preloaded one is not
  /// recognised.
  std::string_view symbol = {};
  Rounding rounding = {.step_bytes = 0};
  Holding holding = {};
  Arm retain = {};
  Arm eager = {};
  std::span<const Knob> knobs = {};
  /// NAME=value of the environment by which it asks the kernel for huge pages; empty: it has none that acts.
  std::string_view huge_page_knob = {};
  /// Of a library that is linked statically and cannot be asked; empty otherwise.
  std::string_view linked_version = {};
  /// Of the code that is loaded, asked of itself, e.g. "5.3.0-0-g54eaed1"; it returns nullptr where the code
  /// does not tell. May call the allocator, so it is asked after the last stop.
  const char* (*version)() = nullptr;
  /// Asked after the last stop; nullptr: it has none.
  Statistics (*statistics)() = nullptr;
  /// Whether it has this setting (NAME=value of `knobs`) in force, as it says itself; absent where it does
  /// not tell. nullptr: it never tells. May allocate.
  std::optional<bool> (*has_setting)(std::string_view setting) = nullptr;
  /// Around each iteration of the kernel, outside the timed parts, for an allocator that is told when
  /// everything it gave may be taken back: `demand_bytes` is the most that one iteration asks for, its
  /// rounding included. nullptr: it is not told.
  void (*begin_iteration)(std::uint64_t demand_bytes) = nullptr;
  void (*end_iteration)() = nullptr;
};

/// A kind of arm: its name, the fact by which its proof is judged, and where a declaration has it.
struct ArmKind {
  std::string_view name;
  bool keeps_memory = false;  // freed memory stays with the process; otherwise it is given back at once
  Arm Declaration::*arm = nullptr;
};

/// Every kind, in the order in which a runner describes its arms.
inline constexpr ArmKind arm_kinds[] = {{"retain", true, &Declaration::retain},
                                        {"eager", false, &Declaration::eager}};

/// This program's; constant from the start, so an allocator may read it before any constructor has run.
extern const Declaration& declaration;

}  // namespace allocscale::allocators
