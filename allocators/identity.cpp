#include "allocators/identity.hpp"

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
      {"operator new", plain, owner_of<New>(&::operator new)},
      {"operator new[]", plain, owner_of<New>(&::operator new[])},
      {"operator delete", plain, owner_of<Delete>(&::operator delete)},
      {"operator delete[]", plain, owner_of<Delete>(&::operator delete[])},
      {"operator delete(size_t)", sized, owner_of<SizedDelete>(&::operator delete)},
      {"operator delete[](size_t)", sized, owner_of<SizedDelete>(&::operator delete[])},
      {"operator new(align_val_t)", sized, owner_of<AlignedNew>(&::operator new)},
      {"operator new[](align_val_t)", sized, owner_of<AlignedNew>(&::operator new[])},
      {"operator delete(align_val_t)", sized, owner_of<AlignedDelete>(&::operator delete)},
      {"operator delete[](align_val_t)", sized, owner_of<AlignedDelete>(&::operator delete[])},
  }};
}

bool owned_by(std::string_view path, std::string_view prefix) {
  const std::size_t slash = path.rfind('/');
  const std::string_view file = slash == std::string_view::npos ? path : path.substr(slash + 1);
  return !prefix.empty() && file.starts_with(prefix);
}

}  // namespace allocscale::allocators
