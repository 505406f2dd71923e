// Which parts lead a loss or a cost: the largest part, and all parts that are not shown to be smaller.
#pragma once

#include <optional>
#include <vector>

#include "harness/attribution/removal_ledger.hpp"

namespace allocscale {

/// What a part of a loss stands for.
enum class PartKind { component, residual, machine };

/// One part of a loss or of a cost.
struct LeadingPart {
  PartKind kind = PartKind::component;
  const GameValue* value = nullptr;
  const Component* component = nullptr;  // of a component; else nullptr
  std::optional<Grade> grade;            // of a component
};

/// The parts that lead, each list with the largest first. A part of grade X leads nothing: the parts that are
/// not shown to be smaller than the largest part without it lead.
struct Leading {
  std::vector<LeadingPart> shown;         // causes, and what the suspects share, above 0
  std::vector<LeadingPart> not_shown;     // cannot be told from the largest, nor from 0
  std::vector<LeadingPart> contradicted;  // grade X, and not shown to be smaller than the largest of all
};

enum class Game { loss, cost };

/// The leading parts of one game. A loss has the components, the residual and the machine's share as parts, a
/// cost the components. What is negligible, a relief or had nothing to remove leads nothing. Empty below
/// blocks_for_verdict. The ledger must outlive the result.
[[nodiscard]] Leading leading_parts(const RemovalLedger& ledger, Game game);

}  // namespace allocscale
