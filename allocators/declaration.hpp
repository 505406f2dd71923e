// What an allocator's file declares of it. One Declaration is generated per runner from
// allocators/NAME.cmake.
#pragma once

#include <string_view>

namespace allocscale::allocators {

struct Declaration {
  std::string_view name;
  std::string_view description;  // one sentence
  /// File name prefix of the loaded object that must own malloc, calloc, realloc, free, posix_memalign.
  std::string_view owner;
  /// … the plain operators new and delete; glibc's are libstdc++'s.
  std::string_view operator_owner;
  /// … the sized and aligned ones.
  std::string_view sized_operator_owner;
  /// NAME=value of the environment by which it asks the kernel for huge pages; empty: it has none that acts.
  std::string_view huge_page_knob = {};
};

/// This runner's.
extern const Declaration declaration;

/// The version of the code that is loaded, asked of itself, e.g. "5.3.0-0-g54eaed1". May call the allocator,
/// so it is asked after the last stop. Defined by allocators/NAME.cpp.
const char* version();

}  // namespace allocscale::allocators
