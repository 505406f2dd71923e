// Who really owns malloc in this process? Linking against an allocator, or preloading one, proves nothing:
// the linker drops a library that nobody names, ld.so skips a preload that it cannot open, and an inherited
// preload beats a linked library. So each address that the kernels would call is traced to the loaded object
// that holds it (dladdr(3)), which is then compared with the declared owner.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "allocators/contract/allocation_symbol.hpp"
#include "allocators/contract/declaration.hpp"

namespace allocscale::allocators {

struct SymbolOwner {
  std::string_view symbol;
  std::string_view declared;  // file name prefix, as find_owners was given it
  const char* path = "";      // of the object that holds it; empty when no object does
};

/// Every allocation symbol with its owner, malloc first. Every owner of `declared` must be filled in, as
/// declared_for does. With operators_may_stay, libstdc++ is the declared owner of an operator that it holds.
/// Calls no allocation function. `path` lives as long as the process.
[[nodiscard]] std::array<SymbolOwner, symbol_count> find_owners(const Declaration& declared);

/// The part of `path` behind its last slash.
[[nodiscard]] std::string_view file_name(std::string_view path);

/// Whether the file name of `path` starts with `prefix`: "libjemalloc.so" owns "/usr/lib/libjemalloc.so.2".
[[nodiscard]] bool owned_by(std::string_view path, std::string_view prefix);

}  // namespace allocscale::allocators
