// One named part of a loss or of a cost, and how far it may be believed.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "harness/analysis/interval.hpp"
#include "harness/attribution/suspect.hpp"

namespace allocscale {

/// What may be said of a component's value.
enum class Standing {
  cause,         // the interval lies above 0
  relief,        // below 0: removing it makes the loss worse
  shared,        // shared, not separable: the orders of removal disagree by more than half the value
  negligible,    // proven to be within the margin, in every order
  inconclusive,  // none of these
  nothing,       // to remove: what its removal silences was silent before
  none,          // too few blocks for a verdict
};

/// "cause", "relief", "shared, not separable", …
[[nodiscard]] std::string_view standing_name(Standing standing);

/// A component's value in one game, points (percent of the baseline's time alone).
struct GameValue {
  Interval points;   // simultaneous 95 % over the components and residuals of both games
  double least = 0;  // the bracket: the mean over blocks in the order that gives least …
  double most = 0;   // … and most
  std::optional<Interval>
      share;  // of D(∅), as a part of 1, bootstrap-t; absent in the cost game, and of no loss
  std::optional<double> detectable;  // the smallest value that would be found, points
  Standing standing = Standing::none;
};

/// How many of the three ledgers say the same.
enum class Grade { a, b, c, x };

/// "A", "B", "C", "X".
[[nodiscard]] std::string_view grade_name(Grade grade);

struct Component {
  using Suspects = std::vector<Suspect>;

  Suspects suspects;  // two where the first of a chain cannot be removed alone
  GameValue loss;
  GameValue cost;
  // Absent where no ledger speaks for it; of the loss also where there is none to attribute. The cost has two
  // ledgers only: company plays no part in the time alone.
  std::optional<Grade> loss_grade;
  std::optional<Grade> cost_grade;
};

/// Values of one component by block, as standing_of judges them.
struct ValueBlocks {
  std::vector<double> value;
  std::vector<double> spread;  // in the orders that give most and least
  int spread_chosen_of = 1;    // as many pairs of orders can differ
};

/// In this order: none below blocks_for_verdict; negligible if the 90 % interval of the value and both ends
/// of the bracket lie within ±margin points; shared if the bracket is wider than half the value, and either
/// the value or the bracket's width is not 0 (else noise alone would make every empty component "shared"; the
/// two orders were chosen by their values, so the width's interval is Bonferroni's for all pairs of them);
/// cause or relief if the simultaneous interval excludes 0; else inconclusive.
[[nodiscard]] Standing standing_of(const GameValue& value, const ValueBlocks& blocks, double margin_points);

}  // namespace allocscale
