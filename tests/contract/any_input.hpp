// Generated inputs of lists, dicts and sets, and the check that a property holds for all of them. A property
// is a function of one type, so that the check, which takes seconds to compile, is compiled once and not once
// for each layout.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <ostream>
#include <utility>
#include <vector>

namespace allocscale::kernels {

/// One operation on a handful of lists.
struct ListStep {
  enum Kind { append, copy, slice, concat, append_elements, drop, kinds };
  int kind;
  std::size_t first;                 // which list, modulo their number
  std::size_t second;                // the other list of concat; bounds of slice
  std::vector<std::int64_t> values;  // appended
};

void showValue(const ListStep& step, std::ostream& out);

/// Whether the property holds for 100 generated inputs; it says that it does not with RC_ASSERT.
bool holds_for_any_steps(const std::function<void(const std::vector<ListStep>&)>& property);
bool holds_for_any_keys(const std::function<void(const std::vector<std::int64_t>&)>& property);
bool holds_for_any_pairs(
    const std::function<void(const std::vector<std::pair<std::int64_t, std::int64_t>>&)>& property);

}  // namespace allocscale::kernels
