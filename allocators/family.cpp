#include "allocators/family.hpp"

#include <dlfcn.h>

#include <cstdlib>

#include "allocators/identity.hpp"

namespace allocscale::allocators {
namespace {

constexpr std::size_t longest_symbol = 64;

// The object that holds the family's symbol; nullptr when none does.
const char* holder_of(std::string_view symbol) {
  char name[longest_symbol] = {};
  if (symbol.empty() || symbol.size() >= sizeof name) return nullptr;
  symbol.copy(name, symbol.size());
  void* const address = ::dlsym(RTLD_DEFAULT, name);
  Dl_info info{};
  return address != nullptr && ::dladdr(address, &info) != 0 ? info.dli_fname : nullptr;
}

}  // namespace

Declaration declared_for(std::string_view owner) {
  if (owner.empty()) return declaration;
  Declaration preloaded;
  preloaded.name = declaration.name;
  preloaded.owner = preloaded.operator_owner = preloaded.sized_operator_owner = owner;
  preloaded.operators_may_stay = true;
  return preloaded;
}

bool links_none(const Declaration& declared) { return declared.owner == "libc.so"; }

const Declaration* loaded_family(std::string_view owner) {
  if (owner.empty()) return &declaration;
  for (const Declaration& family : families())
    if (const char* const holder = holder_of(family.symbol); holder != nullptr && owned_by(holder, owner))
      return &family;
  return nullptr;
}

const char* loaded_version(const Declaration* family) {
  if (family == nullptr) return "unknown";
  const char* const version = family->interface->version == nullptr ? nullptr : family->interface->version();
  if (version != nullptr) return version;
  const bool linked = family == &declaration && !family->linked_version.empty();
  return linked ? family->linked_version.data() : "unknown";
}

Statistics loaded_statistics(const Declaration* family) {
  const bool asked = family != nullptr && family->interface->statistics != nullptr;
  return asked ? family->interface->statistics() : Statistics{};
}

}  // namespace allocscale::allocators
