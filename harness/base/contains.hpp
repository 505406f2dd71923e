// Whether a list has an item.
#pragma once

#include <algorithm>
#include <iterator>

namespace allocscale {

/// Whether one of `items` equals `item`. Takes time in proportion to the length of the list.
template <class Items, class Item>
[[nodiscard]] bool contains(const Items& items, const Item& item) {
  return std::find(std::begin(items), std::end(items), item) != std::end(items);
}

}  // namespace allocscale
