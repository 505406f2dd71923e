// How many ledgers speak for each component of ledger II?
#pragma once

#include <optional>
#include <span>

#include "harness/attribution/accounts.hpp"
#include "harness/attribution/check.hpp"
#include "harness/attribution/removal_cells.hpp"
#include "harness/attribution/removal_ledger.hpp"
#include "harness/attribution/sibling_ledger.hpp"

namespace allocscale {

/// What speaks for or against a component beside its removal.
struct OtherEvidence {
  std::span<const Check> checks;
  std::span<const PhaseLedger> accounts;  // the whole task last
  std::span<const Interference> siblings;
  std::optional<int> ticks_per_second;  // of the machine, for the accounts of what a removal saved
};

/// The ledger with both grades of every component. The loss is held against the accounts of together less
/// alone and against the company that stands for the suspect, each of which must reach what all components
/// that claim it come to; the cost against what the removal saved alone, by its own accounts. What its
/// removal did not show to be there has no grade.
[[nodiscard]] RemovalLedger graded(RemovalLedger removal, const TaskCells& task, const Subject& subject,
                                   const OtherEvidence& other);

}  // namespace allocscale
