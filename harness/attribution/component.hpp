// A component: the part of a loss and of a cost that belongs to a suspect, with its uncertainty and its
// grade.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "harness/analysis/interval.hpp"
#include "harness/attribution/suspect.hpp"

namespace allocscale {

/// What may be said of a component's value.
enum class ComponentVerdict {
  cause,         // the interval lies above 0
  relief,        // the interval lies below 0: removing it makes the loss worse
  shared,        // not separable: the orders of removal differ by more than half of the value
  negligible,    // shown to be within the margin, in every order
  inconclusive,  // none of the others
  nothing,       // there was nothing to remove: what its removal silences was silent before
  none,          // too few blocks for a verdict
};

/// The verdict in words: "cause", "relief", "shared, not separable".
[[nodiscard]] std::string_view component_verdict_name(ComponentVerdict verdict);

/// A component's value in one game, points (percent of the baseline's time alone).
struct GameValue {
  Interval points;  // simultaneous 95 % over all values of both games; unbounded below 6 blocks
  // The bracket: the mean over blocks, in the order of removals that gives the least and in the one that
  // gives the most.
  double least = 0;
  double most = 0;
  std::optional<Interval>
      share;  // of D(∅), as a part of 1, bootstrap-t; absent in the cost game, and of no loss
  // The Hodges-Lehmann estimate, points, where it lies further from the mean than the mean's own half-width:
  // a few blocks make the mean.
  std::optional<double> robust_where_tails_matter;
  std::optional<double>
      detectable;  // what would be found in four of five such runs, points; not below 6 blocks
  ComponentVerdict verdict = ComponentVerdict::none;
  // By how many points it is ahead of each part of its game, itself among them: the components in their
  // order; of the loss, then the residual and the machine's share. Simultaneous 95 % over all pairs of parts.
  std::vector<Interval> ahead_of;
};

/// How many of the three ledgers agree (see grade_of).
enum class Grade { a, b, c, x };

/// "A", "B", "C", "X".
[[nodiscard]] std::string_view grade_name(Grade grade);

/// One component, in both games.
struct Component {
  using Suspects = std::vector<Suspect>;

  Suspects suspects;  // two where the first suspect of a chain cannot be removed alone
  GameValue loss;
  GameValue cost;
  // Absent where no ledger supports it; the grade of the loss also where there is no loss to attribute. The
  // cost has two ledgers only, because siblings play no part in the time alone.
  std::optional<Grade> loss_grade;
  std::optional<Grade> cost_grade;
};

/// The values of one component by block, from which component_verdict_of judges it.
struct ValueBlocks {
  std::vector<double> value;
  std::vector<double> spread;  // the value in the order that gives most less that in the one that gives least
  int spread_chosen_of = 1;    // how many pairs of orders can differ
};

/// The verdict on a component; the first of these that applies:
///   none          there are fewer blocks than blocks_for_verdict
///   negligible    the 90 % interval of the value and both ends of the bracket lie within ±margin points
///   shared        the bracket is wider than half of the value, and the interval of its width excludes 0. The
///                 two orders are chosen by their values, so that noise alone makes every bracket wide: the
///                 interval of the width is Bonferroni's for all pairs of orders
///   cause, relief the simultaneous interval excludes 0
///   inconclusive  otherwise
[[nodiscard]] ComponentVerdict component_verdict_of(const GameValue& value, const ValueBlocks& blocks,
                                                    double margin_points);

}  // namespace allocscale
