#include "harness/attribution/naming.hpp"

namespace allocscale {
namespace {

bool is_machines(const Attribution& attribution) {
  const auto& machine = attribution.machine;
  return machine && machine->points.low > 0 &&
         machine->points.estimate >= attribution.removal.loss->estimate / 2;
}

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
  if (removal.verdict == Verdict::busy) return Named::machine;  // other programs had its CPUs
  if (!removal.has_loss()) return Named::no_loss;
  if (is_machines(attribution)) return Named::machine;
  const Component* const top = largest_component(removal, &Component::loss);
  if (top == nullptr || removal.loss_left.points.estimate > top->loss.points.estimate) {
    if (attribution.bandwidth == BandwidthVerdict::bound) return Named::bandwidth;
    return removal.loss_left.standing == Standing::cause ? Named::residual : Named::several;
  }
  const bool alone = top->suspects.size() == 1 && top->loss.standing == Standing::cause;
  return alone ? name_of(top->suspects[0]) : Named::several;
}

}  // namespace allocscale
