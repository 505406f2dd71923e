#include <climits>
#include <cstdlib>
#include <cstring>

#include "allocators/declaration.hpp"
#include "allocators/symbol.hpp"

namespace allocscale::allocators {
namespace {

// There is no function to ask: the number that the library's file bears, "2.8" of libtbbmalloc.so.2.8
// (2021.8). It has no statistics either.
const char* version() {
  static char path[PATH_MAX];
  void* const inside = ::dlsym(RTLD_DEFAULT, "__TBB_malloc_safer_free");
  Dl_info info{};
  if (inside == nullptr || ::dladdr(inside, &info) == 0 || ::realpath(info.dli_fname, path) == nullptr)
    return nullptr;
  const char* const number = std::strstr(path, ".so.");
  return number == nullptr ? nullptr : number + std::strlen(".so.");
}

}  // namespace

extern const Interface tbbmalloc_interface = {.version = version};

}  // namespace allocscale::allocators
