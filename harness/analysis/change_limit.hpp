// Holds the changes of a comparison against limits, for a gate: is anything worse than it may be?
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/analysis/run_contrast.hpp"

namespace allocscale {

/// "cost > 3%": no row may be more than 3 % slower alone; "loss > 5%": no slowdown more than 5 % larger.
struct ChangeLimit {
  ChangeOf of = ChangeOf::cost;
  double most = 0;  // 0.03 is 3 %
};

/// The limit in "loss > 5%", "cost>3 %"; nothing where the text is none.
[[nodiscard]] std::optional<ChangeLimit> parse_change_limit(std::string_view text);

/// "loss > 5 %".
[[nodiscard]] std::string limit_text(const ChangeLimit& limit);

enum class LimitState {
  held,      // shown not to be exceeded
  exceeded,  // shown to be exceeded
  open,      // neither, with these blocks
};

/// One change held against one limit.
struct Held {
  std::size_t change = 0;  // index into RunChanges::changes
  std::size_t limit = 0;   // index into the limits
  LimitState state = LimitState::open;
};

/// Every change, controls aside, against every limit that is of its kind. Held: the one-sided 95 % bound of
/// the change lies at or below the limit, which needs no correction since all must hold. Exceeded: the bound
/// lies above it at 5 % over all changes together (Bonferroni). Changes without a verdict, or of rows that
/// were busy, of two kinds or beside a machine that changed, are open.
[[nodiscard]] std::vector<Held> hold_against(const RunChanges& changes, std::span<const ChangeLimit> limits);

/// exceeded where any is, else open where any is, else held; open where there is none.
[[nodiscard]] LimitState worst_of(std::span<const Held> held);

}  // namespace allocscale
