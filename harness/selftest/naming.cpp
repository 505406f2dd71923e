#include "harness/selftest/naming.hpp"

#include <algorithm>

namespace allocscale {
namespace {

bool is_machines(const Attribution& attribution) {
  const auto& machine = attribution.machine;
  return machine && machine->points.low > 0 &&
         machine->points.estimate >= attribution.removal.loss->estimate / 2;
}

double loss_of(const Component& component) { return component.loss.points.estimate; }

}  // namespace

Named name_of(Suspect suspect) {
  switch (suspect) {
    case Suspect::page_faults:
      return Named::page_faults;
    case Suspect::allocator_work:
      return Named::allocator_work;
    case Suspect::reference_counts:
      return Named::reference_counts;
    case Suspect::indirection:
      return Named::indirection;
  }
  return Named::several;
}

Named name_cause(const Attribution& attribution) {
  const RemovalLedger& removal = attribution.removal;
  if (!removal.has_loss() || removal.loss->estimate <= 0) return Named::no_loss;
  if (is_machines(attribution)) return Named::machine;
  const auto top = std::max_element(
      removal.components.begin(), removal.components.end(),
      [](const Component& one, const Component& other) { return loss_of(one) < loss_of(other); });
  if (top == removal.components.end() || removal.loss_left.points.estimate > loss_of(*top))
    return attribution.bandwidth == BandwidthVerdict::bound ? Named::bandwidth : Named::residual;
  const bool alone = top->suspects.size() == 1 && top->loss.standing == Standing::cause;
  return alone ? name_of(top->suspects[0]) : Named::several;
}

}  // namespace allocscale
