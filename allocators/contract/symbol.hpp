// A library's function by its name, for interfaces that must work with any build of the library.
#pragma once

#include <dlfcn.h>

namespace allocscale::allocators {

/// The function, or nullptr where no loaded object has it. May allocate when it is missing (dlerror's
/// message).
template <class Function>
[[nodiscard]] Function* find_function(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_DEFAULT, name));
}

}  // namespace allocscale::allocators
