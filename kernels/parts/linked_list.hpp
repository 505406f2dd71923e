// A list of heap nodes, each with its value and the address of the next: no buffer, and nothing shared.
#pragma once

#include <cstddef>
#include <utility>

#include "kernels/parts/memory.hpp"

namespace allocscale::kernels::parts {

/// What List offers, except what a linked list cannot mean: capacity, and `a + b` by copying both.
template <Memory M, class Element>
class LinkedList {
 public:
  using Memory = M;
  using Value = typename Element::Value;
  struct Node {
    Node* next;
    Value value;
  };
  using Item = Node*;
  static constexpr bool shares_elements = false;  // every list has nodes of its own

  struct Slots {
    using Memory = M;
    using Item = Node*;
    using Value = typename Element::Value;
    static constexpr std::size_t element_bytes = sizeof(Node);
    static constexpr bool freed_by_last_holder = false;
    static Item make(M& memory, Value value) {
      auto* node = static_cast<Node*>(memory.take_element(sizeof(Node)));
      node->next = nullptr;
      node->value = value;
      return node;
    }
    static Value value(Item node) { return node->value; }
  };

  explicit LinkedList(M& memory) : memory_(&memory) {}
  LinkedList(LinkedList&& other) noexcept : memory_(other.memory_) { take(other); }
  /// Drops what this list held.
  LinkedList& operator=(LinkedList&& other) noexcept {
    LinkedList old(std::move(*this));
    memory_ = other.memory_;
    take(other);
    return *this;
  }
  ~LinkedList() { drop(); }

  /// Takes over the node.
  void append(Item node) {
    (last_ == nullptr ? first_ : last_->next) = node;
    last_ = node;
    ++size_;
  }
  /// Element i of another list, in a node of its own.
  void append_element_of(const LinkedList& other, std::size_t i) {
    append(Slots::make(*memory_, other.at(i)));
  }

  [[nodiscard]] LinkedList copy() const { return slice(0, size_); }

  /// Elements from … to-1, from ≤ to ≤ size().
  [[nodiscard]] LinkedList slice(std::size_t from, std::size_t to) const {
    LinkedList list(*memory_);
    if (from == to) return list;
    const Node* node = node_at(from);
    for (std::size_t i = from; i < to; ++i, node = node->next)
      list.append(Slots::make(*memory_, node->value));
    return list;
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  /// One step after at(i - 1); else from the beginning.
  [[nodiscard]] Value at(std::size_t i) const { return node_at(i)->value; }

  /// Frees every node, from the first to the last: the only order there is.
  void drop() {
    for (Node* node = first_; node != nullptr;) {
      Node* next = node->next;
      memory_->give_element(node, sizeof(Node));
      node = next;
    }
    forget();
  }
  void drop_last() { drop(); }

 private:
  [[nodiscard]] const Node* node_at(std::size_t i) const {
    if (seen_ == nullptr || i < seen_index_) {
      seen_ = first_;
      seen_index_ = 0;
    }
    for (; seen_index_ < i; ++seen_index_) seen_ = seen_->next;
    return seen_;
  }
  void take(LinkedList& other) {
    first_ = other.first_;
    last_ = other.last_;
    size_ = other.size_;
    seen_ = nullptr;
    other.forget();
  }
  void forget() {
    first_ = last_ = nullptr;
    seen_ = nullptr;
    size_ = 0;
  }

  M* memory_;
  Node* first_ = nullptr;
  Node* last_ = nullptr;
  std::size_t size_ = 0;
  mutable const Node* seen_ = nullptr;  // where at() last was, so that reading in order is one step each
  mutable std::size_t seen_index_ = 0;
};

}  // namespace allocscale::kernels::parts
