// liballocscale-witness.so: preloaded into a program, it writes down who owns malloc in that process, and
// again in each child that is forked. It does nothing where ALLOCSCALE_WITNESS names no file, and never
// allocates.
#include <pthread.h>

#include <cerrno>
#include <cstring>

#include "allocators/contract/allocation_symbol.hpp"
#include "allocators/contract/family.hpp"
#include "allocators/witness/defined_symbol.hpp"
#include "allocators/witness/record.hpp"
#include "harness/protocol/witness_record.hpp"

// The declarations of the families call nothing else of libstdc++, which a program in C does not have: a
// position beyond the end of a text, which cannot be.
namespace std {
void __throw_out_of_range_fmt(const char*, ...) { __builtin_trap(); }
}  // namespace std

namespace allocscale::witness {
namespace {

using allocators::allocation_symbols;
using allocators::Declaration;
using allocators::symbol_count;
using protocol::RecordKind;

constexpr bool symbols_are_those_of_the_record() {
  if (std::size(protocol::witnessed_symbols) != symbol_count) return false;
  for (std::size_t i = 0; i < symbol_count; ++i)
    if (protocol::witnessed_symbols[i] != allocation_symbols[i].name) return false;
  return true;
}
static_assert(symbols_are_those_of_the_record());

constexpr std::size_t most_families = 32;

// Together less than a page, so that the loader has touched it already.
char file[512];
alignas(protocol::record_step) char room[2560];
constinit Record record(room);
int filter_at_start = 0;

/// Every symbol that is looked up: those of allocation_symbols, then one for each known family.
struct Sought {
  SoughtSymbol symbols[symbol_count + most_families];
  std::size_t families = 0;
};

Sought look_up() {
  Sought sought;
  for (std::size_t i = 0; i < symbol_count; ++i) sought.symbols[i].name = allocation_symbols[i].linked;
  for (const Declaration* const family : allocators::families())
    if (sought.families < most_families)
      sought.symbols[symbol_count + sought.families++].name = family->symbol.data();
  find_definitions({sought.symbols, symbol_count + sought.families});
  return sought;
}

// The known allocator whose own function lies in the object that owns malloc.
const Declaration* family_of_malloc(const Sought& sought) {
  const char* const owner = sought.symbols[0].object;
  for (std::size_t i = 0; i < sought.families; ++i)
    if (const char* const object = sought.symbols[symbol_count + i].object;
        object != nullptr && object == owner)
      return allocators::families()[i];
  return nullptr;
}

void add_family(const Declaration* family) {
  record.add_text(family == nullptr ? "" : family->name);
  const char* const version = family == nullptr || family->version == nullptr ? nullptr : family->version();
  record.add_text(version == nullptr ? "" : version, 64);
}

// Each object once, with the symbols that it owns.
void add_owners(const Sought& sought) {
  char program[1024];
  const std::size_t count_place = record.place();
  std::uint16_t count = 0;
  record.add(count);
  std::uint16_t told = 0;
  for (std::size_t i = 0; i < symbol_count; ++i) {
    const char* const object = sought.symbols[i].object;
    if (object == nullptr || ((told >> i) & 1U) != 0) continue;
    unsigned owned = 0;
    for (std::size_t j = i; j < symbol_count; ++j)
      if (sought.symbols[j].object == object) owned |= 1U << j;
    told = static_cast<std::uint16_t>(told | owned);
    record.add(static_cast<std::uint16_t>(owned));
    record.add_text(*object == '\0' ? executable_path(program, sizeof program) : object);
    ++count;
  }
  record.put_over(count_place, count);
}

// The lookup is the parent's: the child has its code. Only what is safe after a fork of several threads is
// called.
void report_fork() {
  if (call_filter() != filter_at_start) return;
  record.begin_again(RecordKind::forked);
  record.append_to(file);
}

[[gnu::constructor]] void report_start() {
  if (!copy_file_name(protocol::witness_variable, file, sizeof file)) return;
  const int error = errno;
  const Sought sought = look_up();
  record.begin(RecordKind::started);
  add_family(family_of_malloc(sought));
  add_owners(sought);
  record.append_to(file);
  filter_at_start = call_filter();
  ::pthread_atfork(nullptr, nullptr, report_fork);
  errno = error;
}

}  // namespace
}  // namespace allocscale::witness
