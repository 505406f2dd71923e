// Layouts that get one thing wrong, to see whether the checksum notices.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/dict.hpp"
#include "kernels/parts/heap.hpp"
#include "kernels/parts/inline_slots.hpp"
#include "kernels/parts/int_element.hpp"
#include "kernels/parts/list.hpp"

namespace allocscale::kernels {

enum class Damage { none, element, first_element, last_element, missing, extra, order };
enum class Where { list, copy };

inline constexpr std::size_t faulty_length = 20;  // a list is damaged when it gets this long

/// One fault in a sequence of at least three values.
template <class Value>
std::vector<Value> damaged(std::vector<Value> values, Damage fault) {
  const std::size_t middle = values.size() / 2;
  switch (fault) {
    case Damage::none:
      break;
    case Damage::element:
      values[middle] += 1;
      break;
    case Damage::first_element:
      values.front() += 1;
      break;
    case Damage::last_element:
      values.back() += 1;
      break;
    case Damage::missing:
      values.pop_back();
      break;
    case Damage::extra:
      values.push_back(0);
      break;
    case Damage::order:
      std::swap(values[middle], values[middle + 1]);
      break;
  }
  return values;
}

template <class Element, Damage fault, Where where>
class FaultyList : public parts::List<parts::InlineSlots<parts::Heap, Element>> {
 public:
  using Base = parts::List<parts::InlineSlots<parts::Heap, Element>>;
  using Base::Base;
  FaultyList(Base&& list) : Base(std::move(list)) {}

  static FaultyList of(parts::Heap& memory, typename Base::Item item) { return Base::of(memory, item); }
  void append(typename Base::Item item) {
    Base::append(item);
    if (where == Where::list && this->size() == faulty_length) damage();
  }
  [[nodiscard]] FaultyList copy() const {
    FaultyList list(Base::copy());
    if (where == Where::copy) list.damage();
    return list;
  }
  [[nodiscard]] FaultyList slice(std::size_t from, std::size_t to) const {
    FaultyList list(Base::slice(from, to));
    if (where == Where::copy) list.damage();
    return list;
  }
  void append_element_of(const FaultyList& other, std::size_t i) {
    Base::append_element_of(other, i);
    if (where == Where::copy && this->size() == faulty_length) damage();
  }
  [[nodiscard]] FaultyList concat(const FaultyList& other) const {
    FaultyList list(Base::concat(other));
    if (where == Where::list && list.size() == faulty_length) list.damage();
    return list;
  }

 private:
  void damage() {
    std::vector<typename Base::Value> values;
    for (std::size_t i = 0; i < this->size(); ++i) values.push_back(this->at(i));
    this->drop();
    for (const auto value : damaged(std::move(values), fault)) Base::append(value);
  }
};

/// Makes one value wrongly, for what stores elements in a table of its own.
template <std::int64_t right, std::int64_t wrong>
struct WrongValueLayout {
  static constexpr LayoutInfo info{.name = "faulty", .question = "Does the checksum notice?"};
  using Memory = parts::Heap;
  template <class Element>
  struct WrongSlots : parts::InlineSlots<Memory, Element> {
    static std::int64_t make(Memory&, std::int64_t value) { return value == right ? wrong : value; }
  };
  template <class Element>
  using List = parts::List<WrongSlots<Element>>;
};

enum class DictFault { none, value, missing, extra, order, lookup };

template <DictFault fault>
class FaultyDict : public parts::Dict<parts::InlineSlots<parts::Heap, parts::Int>> {
 public:
  using Base = parts::Dict<parts::InlineSlots<parts::Heap, parts::Int>>;
  using Base::Base;

  void set(Item key, Item value) {
    constexpr Item wrong = 7;
    if (fault == DictFault::value && key == wrong) ++value;
    if (fault == DictFault::missing && key == wrong) return;
    if (fault == DictFault::extra && key == wrong) Base::set(1000, 1000);
    if (fault == DictFault::order && key == wrong) return;
    Base::set(key, value);
    if (fault == DictFault::order && key == wrong + 1) Base::set(wrong, wrong);
  }
  [[nodiscard]] std::optional<Value> find(Value key) const {
    if (fault == DictFault::lookup && key == 7) return std::nullopt;
    return Base::find(key);
  }
};

template <Damage fault, Where where = Where::list, DictFault dict_fault = DictFault::none>
struct FaultyLayout {
  static constexpr LayoutInfo info{.name = "faulty", .question = "Does the checksum notice?"};
  using Memory = parts::Heap;
  template <class Element>
  using List = FaultyList<Element, fault, where>;
  using Dict = FaultyDict<dict_fault>;
};

}  // namespace allocscale::kernels
