#include "allocators/declaration.hpp"
#include "allocators/symbol.hpp"

namespace allocscale::allocators {
namespace {

const char* version() {
  using Ask = const char*(int* major, int* minor, const char** patch);
  Ask* const ask = find_function<Ask>("tc_version");
  return ask == nullptr ? nullptr : ask(nullptr, nullptr, nullptr);
}

std::optional<std::int64_t> ask_bytes(const char* property) {
  using Ask = int(const char* property, std::size_t* value);
  Ask* const ask = find_function<Ask>("MallocExtension_GetNumericProperty");
  std::size_t value = 0;
  if (ask == nullptr || ask(property, &value) == 0) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

// gperftools' malloc_extension.h names the properties. The heap's size includes pages given back to the
// system.
Statistics statistics() {
  Statistics seen;
  seen.allocated_bytes = ask_bytes("generic.current_allocated_bytes");
  const auto heap = ask_bytes("generic.heap_size");
  const auto given_back = ask_bytes("tcmalloc.pageheap_unmapped_bytes");
  if (heap && given_back) seen.resident_bytes = *heap - *given_back;
  seen.mapped_bytes = heap;
  seen.retained_bytes = ask_bytes("tcmalloc.pageheap_free_bytes");
  return seen;
}

}  // namespace

extern const Interface tcmalloc_interface = {.version = version, .statistics = statistics};

}  // namespace allocscale::allocators
