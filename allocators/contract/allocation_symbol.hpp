// The functions by which programs allocate: as C++ names them, and as the linker does (Itanium C++ ABI, where
// size_t is unsigned long).
#pragma once

#include <cstddef>
#include <iterator>
#include <string_view>

namespace allocscale::allocators {

struct AllocationSymbol {
  std::string_view name;
  const char* linked;
};

/// The functions of C, then the plain operators, then the sized and aligned ones.
inline constexpr AllocationSymbol allocation_symbols[] = {
    {"malloc", "malloc"},
    {"calloc", "calloc"},
    {"realloc", "realloc"},
    {"free", "free"},
    {"posix_memalign", "posix_memalign"},
    {"operator new", "_Znwm"},
    {"operator new[]", "_Znam"},
    {"operator delete", "_ZdlPv"},
    {"operator delete[]", "_ZdaPv"},
    {"operator delete(size_t)", "_ZdlPvm"},
    {"operator delete[](size_t)", "_ZdaPvm"},
    {"operator new(align_val_t)", "_ZnwmSt11align_val_t"},
    {"operator new[](align_val_t)", "_ZnamSt11align_val_t"},
    {"operator delete(align_val_t)", "_ZdlPvSt11align_val_t"},
    {"operator delete[](align_val_t)", "_ZdaPvSt11align_val_t"},
};

inline constexpr std::size_t symbol_count = std::size(allocation_symbols);
inline constexpr std::size_t c_symbols = 5;      // the first are C's
inline constexpr std::size_t plain_symbols = 9;  // … and the plain operators

}  // namespace allocscale::allocators
