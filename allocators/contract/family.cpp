#include "allocators/contract/family.hpp"

#include <dlfcn.h>

#include <cstdlib>

#include "allocators/contract/identity.hpp"

namespace allocscale::allocators {
namespace {

// The object that holds the family's symbol; nullptr when none does.
const char* holder_of(std::string_view symbol) {
  char name[longest_symbol] = {};
  symbol.copy(name, sizeof name - 1);
  void* const address = ::dlsym(RTLD_DEFAULT, name);
  Dl_info info{};
  return address != nullptr && ::dladdr(address, &info) != 0 ? info.dli_fname : nullptr;
}

// The file name of the program, as it was started. It lives as long as the process.
std::string_view program_file() {
  Dl_info info{};
  const bool found = ::dladdr(&declaration, &info) != 0 && info.dli_fname != nullptr;
  return found ? file_name(info.dli_fname) : std::string_view{};
}

std::string_view owner_or(std::string_view declared, std::string_view otherwise) {
  if (declared.empty()) return otherwise;
  return declared == this_program ? program_file() : declared;
}

Declaration with_owners(Declaration declared) {
  declared.owner = owner_or(declared.owner, {});
  declared.operator_owner = owner_or(declared.operator_owner, declared.owner);
  declared.sized_operator_owner = owner_or(declared.sized_operator_owner, declared.operator_owner);
  return declared;
}

}  // namespace

Declaration declared_for(std::string_view owner) {
  if (owner.empty()) return with_owners(declaration);
  return with_owners({.name = declaration.name, .owner = owner, .operators_may_stay = true});
}

bool links_none(const Declaration& declared) { return declared.owner == "libc.so"; }

const Declaration* loaded_family(std::string_view owner) {
  if (owner.empty()) return &declaration;
  for (const Declaration* const family : families())
    if (const char* const holder = holder_of(family->symbol); holder != nullptr && owned_by(holder, owner))
      return family;
  return nullptr;
}

const char* loaded_version(std::string_view owner) {
  const Declaration* const family = loaded_family(owner);
  if (family == nullptr) return "unknown";
  const char* const version = family->version == nullptr ? nullptr : family->version();
  if (version != nullptr) return version;
  const bool linked = owner.empty() && !family->linked_version.empty();
  return linked ? family->linked_version.data() : "unknown";
}

Statistics loaded_statistics(std::string_view owner) {
  const Declaration* const family = loaded_family(owner);
  return family != nullptr && family->statistics != nullptr ? family->statistics() : Statistics{};
}

std::optional<bool> loaded_setting(std::string_view owner, std::string_view setting) {
  const Declaration* const family = loaded_family(owner);
  if (family == nullptr || family->has_setting == nullptr) return std::nullopt;
  return family->has_setting(setting);
}

}  // namespace allocscale::allocators
