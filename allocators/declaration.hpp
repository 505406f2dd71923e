// What an allocator's two files say of it: NAME.cmake declares how it is linked, who must then own malloc,
// how it rounds and which policy arms it has; NAME.cpp defines how its own interface is asked. One
// Declaration is generated per program, and one per family for libraries that are preloaded.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace allocscale::allocators {

/// What the allocator says of its heap; absent where its interface does not tell.
struct Statistics {
  std::optional<std::int64_t> allocated_bytes;  // in blocks that the program holds
  std::optional<std::int64_t> resident_bytes;   // of its memory that it believes to be backed by pages
  std::optional<std::int64_t> mapped_bytes;     // taken from the system and not given back
  std::optional<std::int64_t> retained_bytes;   // freed by the program, kept by the allocator
};

/// The functions of allocators/NAME.cpp, as `const Interface NAME_interface`. Each may be nullptr but
/// `version`. They call the library through its symbols (symbol.hpp), never through its headers: the same
/// object serves any build of the library, linked or preloaded.
struct Interface {
  /// Of the code that is loaded, asked of itself, e.g. "5.3.0-0-g54eaed1"; nullptr where it cannot be asked.
  /// May call the allocator, so it is asked after the last stop.
  const char* (*version)() = nullptr;
  /// Asked after the last stop.
  Statistics (*statistics)() = nullptr;
  /// Around each iteration of the kernel, outside the timed parts, for an allocator that is told when
  /// everything it gave may be taken back: `demand_bytes` is the most that one iteration asks for, its
  /// rounding included.
  void (*begin_iteration)(std::uint64_t demand_bytes) = nullptr;
  void (*end_iteration)() = nullptr;
};

/// How much memory a block takes, for the prediction.
struct Rounding {
  std::uint64_t header_bytes = 0;
  std::uint64_t step_bytes = 16;  // header and block together, rounded up to a multiple
  bool never_frees = false;       // an iteration then takes the sum of all its requests
};

/// The same code with freed memory kept (`retain`) or given back at once (`eager`).
struct Arm {
  std::string_view name;
  std::string_view environment;         // NAME=value words separated by spaces; empty: there is no such arm
  std::string_view why_not;             // when there is none
  std::uint64_t proof_bytes = 0;        // allocated, filled and freed: at this size the arm must act …
  std::uint64_t proof_block_bytes = 0;  // … in blocks of this size
};

/// A variable of the environment that this allocator, or another version of it, obeys.
struct Knob {
  std::string_view setting;       // NAME=value; NAME alone when it is not tried
  std::string_view why_not;       // why no page fault can show whether it is obeyed; empty when one can
  std::uint64_t proof_bytes = 0;  // as of an arm
  std::uint64_t proof_block_bytes = 0;
};

inline constexpr std::size_t most_knobs = 16;

struct Declaration {
  std::string_view name;
  std::string_view description;  // one sentence
  /// File name prefix of the loaded object that must own malloc, calloc, realloc, free, posix_memalign.
  std::string_view owner;
  /// … the plain operators new and delete; glibc's are libstdc++'s.
  std::string_view operator_owner;
  /// … the sized and aligned ones.
  std::string_view sized_operator_owner;
  /// Of a preloaded library: an operator that it does not define stays with libstdc++.
  bool operators_may_stay = false;
  /// A function that only this allocator's libraries have; empty: a preloaded one is not recognised.
  std::string_view symbol = {};
  /// Where the code cannot be asked because it is linked statically; empty otherwise.
  std::string_view linked_version = {};
  Rounding rounding = {};
  std::array<Arm, 2> arms = {};             // retain, eager
  std::array<Knob, most_knobs> knobs = {};  // to the first without a setting
  /// NAME=value of the environment by which it asks the kernel for huge pages; empty: it has none that acts.
  std::string_view huge_page_knob = {};
  const Interface* interface = nullptr;
};

/// This program's.
extern const Declaration declaration;

}  // namespace allocscale::allocators
