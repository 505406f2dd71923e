#include "tests/contract/any_input.hpp"

#include <rapidcheck.h>

namespace allocscale::kernels {
namespace {

/// Around the shared ints, and anywhere in the range of one digit.
rc::Gen<std::int64_t> any_int() {
  constexpr std::int64_t limit = std::int64_t{1} << 30;
  return rc::gen::oneOf(rc::gen::inRange<std::int64_t>(-10, 300),
                        rc::gen::inRange<std::int64_t>(-limit + 1, limit));
}

/// Multiples of a large power of two, which share their low bits.
rc::Gen<std::int64_t> colliding() {
  return rc::gen::map(rc::gen::inRange<std::int64_t>(-50, 50), [](std::int64_t k) { return k * 4096; });
}

rc::Gen<std::vector<ListStep>> any_steps() {
  return rc::gen::container<std::vector<ListStep>>(rc::gen::build<ListStep>(
      rc::gen::set(&ListStep::kind, rc::gen::inRange<int>(0, ListStep::kinds)),
      rc::gen::set(&ListStep::first, rc::gen::inRange<std::size_t>(0, 1000)),
      rc::gen::set(&ListStep::second, rc::gen::inRange<std::size_t>(0, 1000)),
      rc::gen::set(&ListStep::values, rc::gen::container<std::vector<std::int64_t>>(any_int()))));
}

}  // namespace

void showValue(const ListStep& step, std::ostream& out) {
  static constexpr const char* names[] = {"append", "copy", "slice", "concat", "append elements", "drop"};
  out << names[step.kind] << "(" << step.first << ", " << step.second << ", " << step.values.size()
      << " values)";
}

bool holds_for_any_steps(const std::function<void(const std::vector<ListStep>&)>& property) {
  return rc::check([&property] { property(*any_steps()); });
}

bool holds_for_any_keys(const std::function<void(const std::vector<std::int64_t>&)>& property) {
  return rc::check([&property] {
    property(*rc::gen::scale(
        4.0, rc::gen::container<std::vector<std::int64_t>>(rc::gen::oneOf(any_int(), colliding()))));
  });
}

bool holds_for_any_pairs(
    const std::function<void(const std::vector<std::pair<std::int64_t, std::int64_t>>&)>& property) {
  return rc::check([&property] {
    const auto key = rc::gen::oneOf(any_int(), rc::gen::inRange<std::int64_t>(-20, 40), colliding());
    property(*rc::gen::scale(4.0, rc::gen::container<std::vector<std::pair<std::int64_t, std::int64_t>>>(
                                      rc::gen::pair(key, any_int()))));
  });
}

}  // namespace allocscale::kernels
