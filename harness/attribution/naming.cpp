#include "harness/attribution/naming.hpp"

#include "harness/attribution/leading.hpp"

namespace allocscale {
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
  const Leading leading = leading_parts(removal, Game::loss);
  if (!leading.contradicted.empty() || leading.shown.size() + leading.not_shown.size() != 1)
    return Named::several;
  const LeadingPart& only = leading.shown.empty() ? leading.not_shown[0] : leading.shown[0];
  if (only.kind == PartKind::residual && attribution.bandwidth == BandwidthVerdict::bound)
    return Named::bandwidth;
  if (only.value->verdict != ComponentVerdict::cause) return Named::several;
  switch (only.kind) {
    case PartKind::machine:
      return Named::machine;
    case PartKind::residual:
      return Named::residual;
    case PartKind::component:
      break;
  }
  const auto& suspects = only.component->suspects;
  return suspects.size() == 1 ? name_of(suspects[0]) : Named::several;
}

}  // namespace allocscale
