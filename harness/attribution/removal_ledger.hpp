// Ledger II: suspects removed. It has how much of the loss and of the cost goes away with each suspect.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "harness/analysis/verdict.hpp"
#include "harness/attribution/component.hpp"
#include "harness/attribution/removal_block.hpp"

namespace allocscale {

/// How much more one removal gains when the other is made, points; 0 where they add up. It is exploratory:
/// the simultaneous intervals do not include it.
struct Interaction {
  Component::Suspects first;
  Component::Suspects second;
  Interval loss;  // 95 %
  Interval cost;
};

/// The whole ledger.
struct RemovalLedger {
  int blocks = 0;    // the blocks that have every cell
  int left_out = 0;  // the blocks in which a cell is missing
  // D(∅) over these blocks, points, 95 %: 100·(T(P)/T(1) − 1), and the verdict on the same ratio. D(∅) is the
  // sum of what the machine takes, the components and the residual.
  std::optional<Interval> loss;
  Verdict verdict = Verdict::none;
  std::optional<double> robust_where_tails_matter;  // as of a GameValue
  std::optional<double> detectable;                 // the smallest D that would be found, points
  std::optional<GameValue> machine;                 // what the machine takes of it; absent without a control
  bool is_all_machines = false;                     // the rest is 0 within the margin, and not shown above 0
  std::vector<Component> components;
  GameValue loss_left;  // D'(all), the residual; it is never divided between the components
  GameValue cost_left;  // T(all,1)/T(∅,1), the time alone that is left without any suspect
  std::vector<Interaction> interactions;
  std::vector<Suspect> not_removable;  // suspects of the subject that no cell removes alone

  /// Whether there is a loss to attribute: the verdict is LOSS, and D's interval then lies above 0.
  [[nodiscard]] bool has_loss() const;
};

/// The component that stands for this suspect and no other, or nullptr.
[[nodiscard]] const Component* find_component(const RemovalLedger& ledger, Suspect suspect);

/// The component with the largest value in one game (&Component::loss, &Component::cost), or nullptr where
/// there is none. Others may be as large: see leading.hpp.
[[nodiscard]] const Component* largest_component(const RemovalLedger& ledger, GameValue Component::*game);

/// What can be removed from a subject.
struct Removable {
  RemovalLevels levels;             // the levels that were measured and whose checks did not fail
  std::vector<Suspect> absent;      // the suspects that the subject does not have
  std::vector<Suspect> was_silent;  // the suspects whose counter was silent before the removal
};

/// The ledger of these blocks. `margin` is δ of the equivalence test; 0.03 is 3 points. `seed` is that of the
/// draws for simultaneous and bootstrap intervals. With fewer than two complete blocks everything but the
/// counts is absent.
[[nodiscard]] RemovalLedger removal_ledger(std::span<const RemovalBlock> blocks, const Removable& removable,
                                           double margin, std::uint64_t seed);

}  // namespace allocscale
