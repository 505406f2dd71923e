#include "allocators/witness/defined_symbol.hpp"

#include <link.h>

#include <cstddef>
#include <cstdint>

namespace allocscale::witness {
namespace {

/// An object's dynamic symbols, as the System V ABI and its GNU hash table lay them out. Either table may be
/// missing.
struct SymbolTable {
  const ElfW(Sym) * symbols = nullptr;
  const char* strings = nullptr;
  const std::uint32_t* gnu_hash = nullptr;
  const std::uint32_t* sysv_hash = nullptr;
};

std::uint32_t gnu_hash_of(const char* name) {
  std::uint32_t hash = 5381;
  for (; *name != '\0'; ++name) hash = hash * 33 + static_cast<unsigned char>(*name);
  return hash;
}

std::uint32_t sysv_hash_of(const char* name) {
  std::uint32_t hash = 0;
  for (; *name != '\0'; ++name) {
    hash = (hash << 4) + static_cast<unsigned char>(*name);
    const std::uint32_t high = hash & 0xf0000000U;
    hash = (hash ^ (high >> 24)) & ~high;
  }
  return hash;
}

bool equal(const char* a, const char* b) {
  for (; *a == *b; ++a, ++b)
    if (*a == '\0') return true;
  return false;
}

bool defines(const SymbolTable& table, std::uint32_t index, const char* name) {
  const ElfW(Sym)& symbol = table.symbols[index];
  const unsigned binding = symbol.st_info >> 4;
  const unsigned visibility = symbol.st_other & 3U;
  return symbol.st_shndx != SHN_UNDEF && binding != STB_LOCAL && visibility != STV_HIDDEN &&
         visibility != STV_INTERNAL && equal(table.strings + symbol.st_name, name);
}

bool in_gnu_hash(const SymbolTable& table, const char* name) {
  constexpr std::uint32_t word_bits = 8 * sizeof(ElfW(Addr));
  const std::uint32_t buckets = table.gnu_hash[0];
  const std::uint32_t first_symbol = table.gnu_hash[1];
  const std::uint32_t bloom_words = table.gnu_hash[2];
  const std::uint32_t bloom_shift = table.gnu_hash[3];
  const auto* const bloom = reinterpret_cast<const ElfW(Addr)*>(table.gnu_hash + 4);
  const auto* const bucket = reinterpret_cast<const std::uint32_t*>(bloom + bloom_words);
  const std::uint32_t* const chain = bucket + buckets;
  if (buckets == 0 || bloom_words == 0) return false;
  const std::uint32_t hash = gnu_hash_of(name);
  const ElfW(Addr) word = bloom[hash / word_bits % bloom_words];
  if (((word >> (hash % word_bits)) & (word >> ((hash >> bloom_shift) % word_bits)) & 1U) == 0) return false;
  std::uint32_t index = bucket[hash % buckets];
  if (index < first_symbol) return false;
  for (;; ++index) {
    const std::uint32_t of_symbol = chain[index - first_symbol];
    if ((of_symbol | 1U) == (hash | 1U) && defines(table, index, name)) return true;
    if ((of_symbol & 1U) != 0) return false;
  }
}

bool in_sysv_hash(const SymbolTable& table, const char* name) {
  const std::uint32_t buckets = table.sysv_hash[0];
  const std::uint32_t* const bucket = table.sysv_hash + 2;
  const std::uint32_t* const chain = bucket + buckets;
  if (buckets == 0) return false;
  for (std::uint32_t index = bucket[sysv_hash_of(name) % buckets]; index != STN_UNDEF; index = chain[index])
    if (defines(table, index, name)) return true;
  return false;
}

SymbolTable table_of(const dl_phdr_info& object) {
  SymbolTable table;
  // The loader has relocated the addresses of most objects in place, but not those of the vDSO.
  const auto at = [&object](ElfW(Addr) address) {
    return address < object.dlpi_addr ? object.dlpi_addr + address : address;
  };
  for (std::size_t i = 0; i < object.dlpi_phnum; ++i) {
    if (object.dlpi_phdr[i].p_type != PT_DYNAMIC) continue;
    const auto* entry = reinterpret_cast<const ElfW(Dyn)*>(object.dlpi_addr + object.dlpi_phdr[i].p_vaddr);
    for (; entry->d_tag != DT_NULL; ++entry) {
      const ElfW(Addr) address = at(entry->d_un.d_ptr);
      if (entry->d_tag == DT_SYMTAB) table.symbols = reinterpret_cast<const ElfW(Sym)*>(address);
      if (entry->d_tag == DT_STRTAB) table.strings = reinterpret_cast<const char*>(address);
      if (entry->d_tag == DT_GNU_HASH) table.gnu_hash = reinterpret_cast<const std::uint32_t*>(address);
      if (entry->d_tag == DT_HASH) table.sysv_hash = reinterpret_cast<const std::uint32_t*>(address);
    }
  }
  return table;
}

int look_into(dl_phdr_info* object, std::size_t, void* sought) {
  const SymbolTable table = table_of(*object);
  if (table.symbols == nullptr || table.strings == nullptr) return 0;
  bool all = true;
  for (SoughtSymbol& symbol : *static_cast<std::span<SoughtSymbol>*>(sought)) {
    if (symbol.object != nullptr) continue;
    const bool found = table.gnu_hash != nullptr    ? in_gnu_hash(table, symbol.name)
                       : table.sysv_hash != nullptr ? in_sysv_hash(table, symbol.name)
                                                    : false;
    if (found) symbol.object = object->dlpi_name == nullptr ? "" : object->dlpi_name;
    all = all && found;
  }
  return all ? 1 : 0;  // 1 ends the walk
}

}  // namespace

void find_definitions(std::span<SoughtSymbol> symbols) { ::dl_iterate_phdr(look_into, &symbols); }

}  // namespace allocscale::witness
