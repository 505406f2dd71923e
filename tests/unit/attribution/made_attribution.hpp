// Attributions made by hand: the numbers that a name is given for.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "harness/attribution/attribution.hpp"

namespace allocscale {

inline Interval within_one(double points) { return {points, points - 1, points + 1}; }

/// Fills how far each part of the loss is ahead of the others, each known within 1.4.
inline void compare_parts(RemovalLedger& removal) {
  std::vector<GameValue*> parts;
  for (Component& component : removal.components) parts.push_back(&component.loss);
  parts.push_back(&removal.loss_left);
  if (removal.machine) parts.push_back(&*removal.machine);
  for (GameValue* part : parts) {
    part->ahead_of.clear();
    for (const GameValue* other : parts) {
      const double ahead = part->points.estimate - other->points.estimate;
      part->ahead_of.push_back({ahead, ahead - 1.4, ahead + 1.4});
    }
  }
}

/// A loss of the sum of these points, each a cause of its own, and what is left.
inline Attribution made_attribution(const std::array<double, 4>& components, double residual,
                                    std::string kernel = "planted-null", std::uint64_t size = 1) {
  Attribution made;
  made.kernel = std::move(kernel);
  made.size = size;
  made.subject = {"boxed", "glibc", 2};
  made.time_ns = Interval{10e6, 9.9e6, 10.1e6};
  double whole = residual;
  for (const double points : components) whole += points;
  RemovalLedger& removal = made.removal;
  removal.blocks = 20;
  removal.loss = within_one(whole);
  removal.verdict = whole > 2 ? Verdict::loss : Verdict::equivalent;
  for (std::size_t i = 0; i < components.size(); ++i) {
    Component component;
    component.suspects = {static_cast<Suspect>(i)};
    component.loss.points = within_one(components[i]);
    component.loss.verdict = components[i] > 1 ? ComponentVerdict::cause : ComponentVerdict::negligible;
    removal.components.push_back(component);
  }
  removal.loss_left.points = within_one(residual);
  removal.loss_left.verdict = residual > 1 ? ComponentVerdict::cause : ComponentVerdict::negligible;
  compare_parts(removal);
  return made;
}

/// The same loss, of which the machine takes these points: what is left is less by as much.
inline Attribution with_machine(Attribution made, double points) {
  RemovalLedger& removal = made.removal;
  made.machine = MachineLoss{"compute", 20, 5e6, within_one(points)};
  removal.machine.emplace();
  removal.machine->points = within_one(points);
  removal.machine->verdict = points > 1 ? ComponentVerdict::cause : ComponentVerdict::negligible;
  const double residual = removal.loss_left.points.estimate - points;
  removal.loss_left.points = within_one(residual);
  removal.loss_left.verdict = residual > 1 ? ComponentVerdict::cause : ComponentVerdict::negligible;
  compare_parts(removal);
  return made;
}

}  // namespace allocscale
