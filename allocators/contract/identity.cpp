#include "allocators/contract/identity.hpp"

#include <dlfcn.h>

#include <cstdlib>
#include <new>

namespace allocscale::allocators {
namespace {

template <class Function>
const char* owner_of(Function* function) {
  Dl_info info{};
  return ::dladdr(reinterpret_cast<void*>(function), &info) != 0 && info.dli_fname != nullptr ? info.dli_fname
                                                                                              : "";
}

// A library need not define the operators: those it does not define stay where they were.
SymbolOwner operator_owner(std::string_view symbol, std::string_view owner, const char* path,
                           const Declaration& declared) {
  constexpr std::string_view standard_library = "libstdc++.so";
  const bool stays = declared.operators_may_stay && owned_by(path, standard_library);
  return {symbol, stays ? standard_library : owner, path};
}

using New = void*(std::size_t);
using AlignedNew = void*(std::size_t, std::align_val_t);
using Delete = void(void*) noexcept;
using SizedDelete = void(void*, std::size_t) noexcept;
using AlignedDelete = void(void*, std::align_val_t) noexcept;

}  // namespace

std::array<SymbolOwner, symbol_count> find_owners(const Declaration& declared) {
  const std::array<const char*, symbol_count> paths = {
      owner_of(&::malloc),
      owner_of(&::calloc),
      owner_of(&::realloc),
      owner_of(&::free),
      owner_of(&::posix_memalign),
      owner_of<New>(&::operator new),
      owner_of<New>(&::operator new[]),
      owner_of<Delete>(&::operator delete),
      owner_of<Delete>(&::operator delete[]),
      owner_of<SizedDelete>(&::operator delete),
      owner_of<SizedDelete>(&::operator delete[]),
      owner_of<AlignedNew>(&::operator new),
      owner_of<AlignedNew>(&::operator new[]),
      owner_of<AlignedDelete>(&::operator delete),
      owner_of<AlignedDelete>(&::operator delete[]),
  };
  std::array<SymbolOwner, symbol_count> owners;
  for (std::size_t i = 0; i < symbol_count; ++i) {
    const std::string_view symbol = allocation_symbols[i].name;
    if (i < c_symbols)
      owners[i] = {symbol, declared.owner, paths[i]};
    else if (i < plain_symbols)
      owners[i] = operator_owner(symbol, declared.operator_owner, paths[i], declared);
    else
      owners[i] = operator_owner(symbol, declared.sized_operator_owner, paths[i], declared);
  }
  return owners;
}

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool owned_by(std::string_view path, std::string_view prefix) {
  return !prefix.empty() && file_name(path).starts_with(prefix);
}

}  // namespace allocscale::allocators
