// The CPython 3.11 set of ints as memory: one open table of keys and hashes, searched nine neighbours at a
// time. After Objects/setobject.c (LINEAR_PROBES 9, set_add_entry, set_insert_clean, set_dealloc).
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/set_growth.hpp"

namespace allocscale::kernels::parts {

/// Slots says what keys are, as for Dict. The set object, with its eight slots, is not on the heap, as for
/// List and Dict.
template <class Slots_>
class Set {
 public:
  using Slots = Slots_;
  using Memory = typename Slots::Memory;
  using Item = typename Slots::Item;
  using Value = typename Slots::Value;

  /// Zero while unused. CPython's mark is a key that is no pointer; here a key may be a value, of which every
  /// one can be used, so the hash is stored with a bit of its own.
  struct Entry {
    Item key;
    std::uint64_t marked_hash;
  };
  static_assert(sizeof(Entry) == set_entry_bytes);

  explicit Set(Memory& memory) : memory_(&memory) {}
  Set(const Set&) = delete;
  Set& operator=(const Set&) = delete;
  ~Set() { drop(); }

  /// `s.add(key)`, which takes a reference of its own if the key is new.
  void add(Item key) {
    const std::uint64_t marked_hash = marked_hash_of(Slots::value(key));
    Entry& entry = find_entry(Slots::value(key), marked_hash);
    if (entry.marked_hash != 0) return;
    Slots::retain(key);
    entry = {key, marked_hash};
    ++used_;
    if (set_is_full(used_, slots_)) grow();
  }

  [[nodiscard]] bool contains(Value key) const {
    return const_cast<Set*>(this)->find_entry(key, marked_hash_of(key)).marked_hash != 0;
  }

  [[nodiscard]] std::size_t size() const { return used_; }
  /// Bytes of the allocated table, 0 while the set has room in itself.
  [[nodiscard]] std::size_t table_bytes() const { return table_ == small_ ? 0 : slots_ * sizeof(Entry); }

  /// Every key, in the order of the table, which is that of iteration.
  template <class Visit>
  void for_each(const Visit& visit) const {
    for (std::uint64_t i = 0; i < slots_; ++i)
      if (table_[i].marked_hash != 0) visit(Slots::value(table_[i].key));
  }

  /// Lets go of every key, from the first slot to the last, and then of the table; empty afterwards.
  void drop() {
    for (std::uint64_t i = 0; used_ > 0; ++i) {
      if (table_[i].marked_hash == 0) continue;
      Slots::release_last(*memory_, table_[i].key);
      --used_;
    }
    give_table(table_, slots_);
    table_ = small_;
    slots_ = set_minimum_slots;
    std::memset(small_, 0, sizeof(small_));
  }

 private:
  static constexpr std::uint64_t mark = std::uint64_t{1}
                                        << 62;  // in every hash of one digit equal to the sign

  /// int.__hash__ of an int of one digit, where -1 means an error; with the mark, it is never 0.
  static std::uint64_t marked_hash_of(Value value) {
    return static_cast<std::uint64_t>(value == -1 ? -2 : value) ^ mark;
  }

  /// Walks the probe sequence until `stops(entry)`.
  template <class Stops>
  static Entry& probe(Entry* table, std::uint64_t slots, std::uint64_t marked_hash, const Stops& stops) {
    const std::uint64_t mask = slots - 1;
    const std::uint64_t hash = marked_hash ^ mark;
    std::uint64_t perturb = hash;
    for (std::uint64_t i = hash & mask;;) {
      const std::uint64_t neighbours = i + set_linear_probes <= mask ? set_linear_probes : 0;
      for (std::uint64_t k = 0; k <= neighbours; ++k)
        if (stops(table[i + k])) return table[i + k];
      perturb >>= 5;
      i = (i * 5 + 1 + perturb) & mask;
    }
  }

  /// The entry of that key, or the unused one where it belongs.
  Entry& find_entry(Value key, std::uint64_t marked_hash) {
    return probe(table_, slots_, marked_hash, [key, marked_hash](const Entry& entry) {
      return entry.marked_hash == 0 || (entry.marked_hash == marked_hash && Slots::value(entry.key) == key);
    });
  }

  /// Entries are moved without a count write.
  void grow() {
    const std::uint64_t slots = set_grown_slots(used_);
    auto* table = static_cast<Entry*>(memory_->take_buffer(slots * sizeof(Entry)));
    std::memset(static_cast<void*>(table), 0, slots * sizeof(Entry));
    for (std::uint64_t i = 0; i < slots_; ++i)
      if (const std::uint64_t marked_hash = table_[i].marked_hash; marked_hash != 0)
        probe(table, slots, marked_hash, [](const Entry& entry) { return entry.marked_hash == 0; }) =
            table_[i];
    give_table(table_, slots_);
    table_ = table;
    slots_ = slots;
  }

  void give_table(Entry* table, std::uint64_t slots) {
    if (table == small_) return;
    keep(table);
    memory_->give_buffer(table, slots * sizeof(Entry));
  }

  Memory* memory_;
  Entry small_[set_minimum_slots] = {};
  Entry* table_ = small_;
  std::uint64_t slots_ = set_minimum_slots;
  std::uint64_t used_ = 0;
};

}  // namespace allocscale::kernels::parts
