// A handful of lists and the same ones as std::vector, driven by generated steps.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "kernels/parts/support.hpp"
#include "tests/contract/any_input.hpp"

namespace allocscale::kernels {

template <class L, class Element>
class ListModel {
 public:
  using List = typename L::template List<Element>;
  using Value = typename Element::Value;

  ListModel() { add(List(memory_), {}); }
  ListModel(const ListModel&) = delete;
  ListModel& operator=(const ListModel&) = delete;
  /// Elements that no count frees go here, as the newest first: none of the lists is the last to hold them.
  ~ListModel() {
    for (List& list : lists_) list.drop();
    if constexpr (List::Slots::freed_by_last_holder)
      for (; !made_.empty(); made_.pop_back()) List::Slots::release_last(memory_, made_.back());
  }

  void apply(const ListStep& step) {
    const std::size_t a = step.first % lists_.size();
    const std::size_t b = step.second % lists_.size();
    switch (step.kind) {
      case ListStep::append:
        for (const std::int64_t value : step.values) {
          const auto item = List::Slots::make(memory_, static_cast<Value>(value));
          if constexpr (List::Slots::freed_by_last_holder) made_.push_back(item);
          lists_[a].append(item);
          vectors_[a].push_back(static_cast<Value>(value));
        }
        break;
      case ListStep::copy:
        add(lists_[a].copy(), vectors_[a]);
        break;
      case ListStep::slice:
        slice(a, step.second);
        break;
      case ListStep::concat:
        if constexpr (parts::ConcatenatesLists<L, Element>) concat(a, b);
        break;
      case ListStep::append_elements:
        append_elements(a, b);
        break;
      default:
        lists_[a].drop();
        vectors_[a].clear();
    }
  }

  /// Whether every list holds what its vector holds.
  [[nodiscard]] bool agrees() const {
    for (std::size_t i = 0; i < lists_.size(); ++i) {
      if (lists_[i].size() != vectors_[i].size() || !has_room(lists_[i])) return false;
      for (std::size_t k = 0; k < vectors_[i].size(); ++k)
        if (lists_[i].at(k) != vectors_[i][k]) return false;
    }
    return true;
  }

 private:
  static bool has_room(const List& list) {
    if constexpr (requires { list.capacity(); }) return list.capacity() >= list.size();
    return true;
  }
  void concat(std::size_t a, std::size_t b) {
    std::vector<Value> both = vectors_[a];
    both.insert(both.end(), vectors_[b].begin(), vectors_[b].end());
    if (both.size() < 100'000) add(lists_[a].concat(lists_[b]), std::move(both));
  }
  void append_elements(std::size_t to, std::size_t from) {
    const std::size_t count = vectors_[from].size();
    if (vectors_[to].size() + count >= 100'000) return;
    for (std::size_t i = 0; i < count; ++i) {
      lists_[to].append_element_of(lists_[from], i);
      vectors_[to].push_back(vectors_[from][i]);
    }
  }
  void slice(std::size_t which, std::size_t bounds) {
    const std::size_t size = vectors_[which].size();
    const std::size_t from = bounds % (size + 1);
    const std::size_t to = from + (bounds / 7) % (size - from + 1);
    const auto begin = vectors_[which].begin();
    add(lists_[which].slice(from, to), std::vector<Value>(begin + static_cast<std::ptrdiff_t>(from),
                                                          begin + static_cast<std::ptrdiff_t>(to)));
  }

  void add(List list, std::vector<Value> values) {
    lists_.push_back(std::move(list));
    vectors_.push_back(std::move(values));
  }

  typename L::Memory memory_;
  std::vector<List> lists_;
  std::vector<std::vector<Value>> vectors_;
  std::vector<typename List::Item> made_;
};

}  // namespace allocscale::kernels
