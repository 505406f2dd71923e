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
  const std::string_view c = declared.owner;
  const std::string_view plain = declared.operator_owner;
  const std::string_view sized = declared.sized_operator_owner;
  return {{
      {"malloc", c, owner_of(&::malloc)},
      {"calloc", c, owner_of(&::calloc)},
      {"realloc", c, owner_of(&::realloc)},
      {"free", c, owner_of(&::free)},
      {"posix_memalign", c, owner_of(&::posix_memalign)},
      operator_owner("operator new", plain, owner_of<New>(&::operator new), declared),
      operator_owner("operator new[]", plain, owner_of<New>(&::operator new[]), declared),
      operator_owner("operator delete", plain, owner_of<Delete>(&::operator delete), declared),
      operator_owner("operator delete[]", plain, owner_of<Delete>(&::operator delete[]), declared),
      operator_owner("operator delete(size_t)", sized, owner_of<SizedDelete>(&::operator delete), declared),
      operator_owner("operator delete[](size_t)", sized, owner_of<SizedDelete>(&::operator delete[]),
                     declared),
      operator_owner("operator new(align_val_t)", sized, owner_of<AlignedNew>(&::operator new), declared),
      operator_owner("operator new[](align_val_t)", sized, owner_of<AlignedNew>(&::operator new[]), declared),
      operator_owner("operator delete(align_val_t)", sized, owner_of<AlignedDelete>(&::operator delete),
                     declared),
      operator_owner("operator delete[](align_val_t)", sized, owner_of<AlignedDelete>(&::operator delete[]),
                     declared),
  }};
}

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool owned_by(std::string_view path, std::string_view prefix) {
  return !prefix.empty() && file_name(path).starts_with(prefix);
}

}  // namespace allocscale::allocators
