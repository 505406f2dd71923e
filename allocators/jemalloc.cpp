#include <cstddef>

#include "allocators/declaration.hpp"

extern "C" int mallctl(const char* name, void* old, std::size_t* old_bytes, void* fresh,
                       std::size_t fresh_bytes);

// "version" of the mallctl namespace (jemalloc(3)).
const char* allocscale::allocators::version() {
  const char* text = nullptr;
  std::size_t bytes = sizeof text;
  return ::mallctl("version", &text, &bytes, nullptr, 0) == 0 ? text : "unknown";
}
