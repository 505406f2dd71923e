// Grades each component of ledger II by how many ledgers support it.
#pragma once

#include <optional>
#include <span>

#include "harness/attribution/accounts.hpp"
#include "harness/attribution/check.hpp"
#include "harness/attribution/removal_cells.hpp"
#include "harness/attribution/removal_ledger.hpp"
#include "harness/attribution/sibling_ledger.hpp"

namespace allocscale {

/// The evidence for or against a component other than its removal.
struct OtherEvidence {
  std::span<const Check> checks;
  const BlockTimes& control;  // of what shows the machine's share; empty: nothing does
  std::span<const Interference> siblings;
  std::optional<int> ticks_per_second;  // of the machine, for the accounts of what a removal saved
};

/// The ledger, with both grades of every component. The loss is compared with the accounts of together less
/// alone, without the machine's share as the components are, and with the siblings that stand for the
/// suspect; each of them must reach the sum of all components that it stands for. The cost is compared with
/// what the removal saved alone, by its own accounts. A component that its removal did not show has no grade.
[[nodiscard]] RemovalLedger graded(RemovalLedger removal, const TaskCells& task, const Subject& subject,
                                   const OtherEvidence& other);

}  // namespace allocscale
