// The CPython 3.11 list as memory: one buffer of 8-byte slots, grown by realloc with room to spare, copied
// exactly.
#pragma once

#include <cstddef>
#include <utility>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/list_growth.hpp"

namespace allocscale::kernels::parts {

/// Slots says what a slot is: BoxedSlots (a pointer to an object) or InlineSlots (the value). The list object
/// itself is not on the heap: CPython keeps 80 of them for reuse (Objects/listobject.c, PyList_MAXFREELIST),
/// so a loop that makes and drops lists allocates their buffers only.
template <class Slots_>
class List {
 public:
  using Slots = Slots_;
  using Memory = typename Slots::Memory;
  using Item = typename Slots::Item;
  using Value = typename Slots::Value;
  static_assert(sizeof(Item) == 8);
  static constexpr bool shares_elements = true;  // a copy holds the elements of its original

  explicit List(Memory& memory) : memory_(&memory) {}
  List(List&& other) noexcept
      : memory_(other.memory_),
        items_(std::exchange(other.items_, nullptr)),
        size_(std::exchange(other.size_, 0)),
        capacity_(std::exchange(other.capacity_, 0)) {}
  /// Drops what this list held, as rebinding a name does.
  List& operator=(List&& other) noexcept {
    List old(std::move(*this));
    memory_ = other.memory_;
    items_ = std::exchange(other.items_, nullptr);
    size_ = std::exchange(other.size_, 0);
    capacity_ = std::exchange(other.capacity_, 0);
    return *this;
  }
  ~List() { drop(); }

  /// `[item]`: a list of exactly one slot, which takes a reference of its own.
  static List of(Memory& memory, Item item) {
    List list(memory, 1);
    Slots::copy(list.items_, &item, 1);
    return list;
  }

  /// Takes over the caller's reference.
  void append(Item item) {
    if (size_ == capacity_) grow();
    items_[size_++] = item;
  }

  /// `append(other[i])`: the element is shared, and counted once more.
  void append_element_of(const List& other, std::size_t i) {
    const Item item = other.items_[i];
    Slots::retain(item);
    append(item);
  }

  [[nodiscard]] List copy() const { return slice(0, size_); }

  /// Elements from … to-1, from ≤ to ≤ size(), in a list with no room to spare.
  [[nodiscard]] List slice(std::size_t from, std::size_t to) const {
    List list(*memory_, to - from);
    if (to > from) Slots::copy(list.items_, items_ + from, to - from);
    keep(list.items_);
    return list;
  }

  /// `*this + other`, with no room to spare.
  [[nodiscard]] List concat(const List& other) const {
    List list(*memory_, size_ + other.size_);
    Slots::copy(list.items_, items_, size_);
    Slots::copy(list.items_ + size_, other.items_, other.size_);
    keep(list.items_);
    return list;
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t capacity() const { return capacity_; }
  [[nodiscard]] Item item(std::size_t i) const { return items_[i]; }
  [[nodiscard]] Value at(std::size_t i) const { return Slots::value(items_[i]); }

  /// Lets go of every element, from the last to the first, and then of the buffer; empty afterwards.
  void drop() {
    if (items_ != nullptr) Slots::release_all(*memory_, items_, size_);
    give_buffer();
  }

  /// The same, where this is known to be the last list of its elements: layouts without counts free them
  /// here.
  void drop_last() {
    if (items_ != nullptr) Slots::release_all_last(*memory_, items_, size_);
    give_buffer();
  }

 private:
  List(Memory& memory, std::size_t exactly) : memory_(&memory), size_(exactly), capacity_(exactly) {
    if (exactly > 0) items_ = static_cast<Item*>(memory.take_buffer(exactly * sizeof(Item)));
  }

  void grow() {
    const std::size_t wanted = grown_capacity(size_ + 1);
    items_ =
        static_cast<Item*>(memory_->grow_buffer(items_, capacity_ * sizeof(Item), wanted * sizeof(Item)));
    capacity_ = wanted;
  }

  void give_buffer() {
    if (items_ == nullptr) return;
    keep(items_);
    memory_->give_buffer(items_, capacity_ * sizeof(Item));
    items_ = nullptr;
    size_ = capacity_ = 0;
  }

  Memory* memory_;
  Item* items_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace allocscale::kernels::parts
