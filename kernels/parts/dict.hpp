// The CPython 3.11 dict of ints as memory: one table block, replaced by a larger one when two thirds are
// used.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/dict_table.hpp"

namespace allocscale::kernels::parts {

/// Slots says what keys and values are: BoxedSlots (pointers to objects) or InlineSlots (the values). The
/// dict object itself is not on the heap, as for List.
template <class Slots_>
class Dict {
 public:
  using Slots = Slots_;
  using Memory = typename Slots::Memory;
  using Item = typename Slots::Item;
  using Value = typename Slots::Value;

  struct Entry {
    std::int64_t hash;
    Item key;
    Item value;
  };
  static_assert(sizeof(Entry) == dict_entry_bytes);

  explicit Dict(Memory& memory) : memory_(&memory) {}
  Dict(const Dict&) = delete;
  Dict& operator=(const Dict&) = delete;
  ~Dict() { drop(); }

  /// `d[key] = value`, which takes references of its own. A key that is there keeps its place.
  void set(Item key, Item value) {
    const std::int64_t hash = hash_of(Slots::value(key));
    if (table_ != nullptr) {
      if (Entry* found = lookup(hash, Slots::value(key))) {
        Slots::retain(value);
        Slots::release(*memory_, found->value);
        found->value = value;
        return;
      }
    }
    if (table_ == nullptr) table_ = make_table(dict_log2_minimum);
    if (table_->usable == 0) grow();
    Slots::retain(key);
    Slots::retain(value);
    entries()[table_->used] = {hash, key, value};
    table_->set_index(empty_slot(hash), table_->used);
    ++table_->used;
    --table_->usable;
  }

  [[nodiscard]] std::optional<Value> find(Value key) const {
    if (table_ == nullptr) return std::nullopt;
    const Entry* found = lookup(hash_of(key), key);
    return found == nullptr ? std::nullopt : std::optional<Value>(Slots::value(found->value));
  }

  [[nodiscard]] std::size_t size() const {
    return table_ == nullptr ? 0 : static_cast<std::size_t>(table_->used);
  }
  /// Bytes of the table block, as asked for.
  [[nodiscard]] std::size_t table_bytes() const {
    return table_ == nullptr ? 0 : dict_block_bytes(table_->log2_size);
  }
  /// Entry i in order of insertion.
  [[nodiscard]] const Entry& entry(std::size_t i) const { return entries()[i]; }

  /// Lets go of every key and value, from the first entry to the last, and then of the table; empty
  /// afterwards.
  void drop() {
    if (table_ == nullptr) return;
    for (std::size_t i = 0; i < size(); ++i) release_last(entries()[i]);
    give_table(table_);
    table_ = nullptr;
  }

 private:
  /// int.__hash__: the value, except that -1 means an error there.
  static std::int64_t hash_of(Value value) { return value == -1 ? -2 : value; }

  [[nodiscard]] Entry* entries() { return reinterpret_cast<Entry*>(table_->entries()); }
  [[nodiscard]] const Entry* entries() const { return reinterpret_cast<const Entry*>(table_->entries()); }

  [[nodiscard]] const Entry* lookup(std::int64_t hash, Value key) const {
    for (DictProbe probe(hash, table_->mask());; probe.next()) {
      const std::int64_t index = table_->index(probe.slot());
      if (index < 0) return nullptr;
      const Entry& entry = entries()[index];
      if (entry.hash == hash && Slots::value(entry.key) == key) return &entry;
    }
  }
  [[nodiscard]] Entry* lookup(std::int64_t hash, Value key) {
    return const_cast<Entry*>(static_cast<const Dict*>(this)->lookup(hash, key));
  }

  [[nodiscard]] std::size_t empty_slot(std::int64_t hash) const {
    DictProbe probe(hash, table_->mask());
    while (table_->index(probe.slot()) >= 0) probe.next();
    return probe.slot();
  }

  DictTable* make_table(int log2_size) {
    auto* table = static_cast<DictTable*>(memory_->take_buffer(dict_block_bytes(log2_size)));
    table->initialise(log2_size);
    return table;
  }

  /// Entries are copied as they are, without a count write; the hash table is built anew.
  void grow() {
    DictTable* old = table_;
    const std::int64_t used = old->used;
    table_ = make_table(dict_log2_grown(static_cast<std::uint64_t>(used)));
    std::memcpy(table_->entries(), old->entries(), static_cast<std::size_t>(used) * sizeof(Entry));
    for (std::int64_t i = 0; i < used; ++i) table_->set_index(empty_slot(entries()[i].hash), i);
    table_->used = used;
    table_->usable -= used;
    give_table(old);
  }

  /// Key and value may be the same object, which then has two references to lose.
  void release_last(const Entry& entry) {
    if (entry.key == entry.value) {
      Slots::release(*memory_, entry.key);
    } else {
      Slots::release_last(*memory_, entry.key);
    }
    Slots::release_last(*memory_, entry.value);
  }

  void give_table(DictTable* table) {
    keep(table);
    memory_->give_buffer(table, dict_block_bytes(table->log2_size));
  }

  Memory* memory_;
  DictTable* table_ = nullptr;
};

}  // namespace allocscale::kernels::parts
