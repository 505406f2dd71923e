// Ledger II: suspects removed. How much of the loss, and how much of the cost, goes with each?
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "harness/analysis/verdict.hpp"
#include "harness/attribution/component.hpp"
#include "harness/attribution/removal_block.hpp"

namespace allocscale {

/// How much more one removal brings once the other is made, points; 0 where they add up. Not one of the
/// contrasts judged together: exploratory.
struct Interaction {
  Component::Suspects first;
  Component::Suspects second;
  Interval loss;  // 95 %
  Interval cost;
};

struct RemovalLedger {
  int blocks = 0;    // with every cell
  int left_out = 0;  // some cell missing
  // D(∅) over these blocks, points, 95 %, and what T(P)/T(1) was judged to be.
  std::optional<Interval> loss;
  Verdict verdict = Verdict::none;
  std::optional<double> detectable;  // the smallest D that would be found, points
  std::vector<Component> components;
  GameValue loss_left;  // D(all): the residual, printed and never spread over the components
  GameValue cost_left;  // T(all,1)/T̄(1), the time alone that no suspect took
  std::vector<Interaction> interactions;
  std::vector<Suspect> not_removable;  // the subject has it, and no cell removes it alone

  /// Is there a loss to attribute? Not where D's interval holds 0 or the two times are the same within the
  /// margin.
  [[nodiscard]] bool has_loss() const;
};

/// The component that stands for this suspect and no other, or nullptr.
[[nodiscard]] const Component* find_component(const RemovalLedger& ledger, Suspect suspect);

/// The component with the largest value in one game (&Component::loss, &Component::cost), or nullptr where
/// there is none.
[[nodiscard]] const Component* largest_component(const RemovalLedger& ledger, GameValue Component::*game);

/// What of a subject can be removed.
struct Removable {
  RemovalLevels levels;             // that were measured and stand
  std::vector<Suspect> absent;      // the subject has none of these
  std::vector<Suspect> was_silent;  // what removing it silences was silent before
};

/// `margin`: δ of the equivalence test, 0.03 is 3 points. `seed` for the draws of simultaneous and bootstrap
/// intervals. With fewer than two complete blocks everything but the counts is absent.
[[nodiscard]] RemovalLedger removal_ledger(std::span<const RemovalBlock> blocks, const Removable& removable,
                                           double margin, std::uint64_t seed);

}  // namespace allocscale
