#include "harness/attribution/grade.hpp"

#include <algorithm>

#include "harness/base/contains.hpp"

namespace allocscale {

Support support_of(const Interval& component, const std::optional<Interval>& other) {
  if (!other) return Support::absent;
  if (component.estimate < 0) {
    const auto turned = [](const Interval& one) { return Interval{-one.estimate, -one.high, -one.low}; };
    return support_of(turned(component), turned(*other));
  }
  if (other->low > 0 && other->estimate >= component.estimate / 2) return Support::supports;
  return other->high < component.low / 2 ? Support::contradicts : Support::silent;
}

bool is_user_time(Suspect suspect) { return suspect != Suspect::page_faults; }

std::optional<Interval> carrying_line(Suspect suspect, const TimeLedger& ledger) {
  const auto& line = is_user_time(suspect) ? ledger.user : ledger.system;
  return line ? std::optional(line->points) : std::nullopt;
}

std::optional<Siblings> channel_of(Suspect suspect) {
  switch (suspect) {
    case Suspect::page_faults:
      return Siblings::fault;
    case Suspect::reference_counts:
    case Suspect::indirection:
      return Siblings::stream;
    case Suspect::allocator_work:
      break;
  }
  return std::nullopt;
}

std::optional<Grade> grade_of(const std::array<Support, 3>& ledgers, bool checks_passed) {
  const auto supporting = std::count(ledgers.begin(), ledgers.end(), Support::supports);
  if (supporting == 0) return std::nullopt;
  if (contains(ledgers, Support::contradicts)) return Grade::x;
  if (supporting == 3 && checks_passed) return Grade::a;
  return supporting >= 2 ? Grade::b : Grade::c;
}

}  // namespace allocscale
