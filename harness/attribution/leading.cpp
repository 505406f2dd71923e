#include "harness/attribution/leading.hpp"

#include <algorithm>

namespace allocscale {
namespace {

// A part and its place among the parts of its game, by which `ahead_of` is ordered.
struct Placed {
  LeadingPart part;
  std::size_t place = 0;
};

std::vector<LeadingPart> parts_of(const RemovalLedger& ledger, Game game) {
  std::vector<LeadingPart> parts;
  for (const Component& one : ledger.components)
    parts.push_back({PartKind::component, game == Game::loss ? &one.loss : &one.cost, &one,
                     game == Game::loss ? one.loss_grade : one.cost_grade});
  if (game == Game::cost) return parts;
  parts.push_back({PartKind::residual, &ledger.loss_left, nullptr, std::nullopt});
  if (ledger.machine) parts.push_back({PartKind::machine, &*ledger.machine, nullptr, std::nullopt});
  return parts;
}

bool can_lead(const LeadingPart& part) {
  const ComponentVerdict verdict = part.value->verdict;
  return part.value->points.estimate > 0 &&
         (verdict == ComponentVerdict::cause || verdict == ComponentVerdict::shared ||
          verdict == ComponentVerdict::inconclusive);
}

bool is_shown(const LeadingPart& part) {
  return part.value->verdict != ComponentVerdict::inconclusive && part.value->points.low > 0;
}

bool is_contradicted(const LeadingPart& part) { return part.grade == Grade::x; }

// The largest of these, and those that are not shown to be smaller. They are sorted, the largest first.
std::vector<LeadingPart> tied(const std::vector<Placed>& sorted) {
  std::vector<LeadingPart> tie;
  for (const Placed& one : sorted) {
    const auto& ahead = sorted.front().part.value->ahead_of;
    const bool smaller = one.place < ahead.size() && ahead[one.place].low > 0;
    if (&one == &sorted.front() || !smaller) tie.push_back(one.part);
  }
  return tie;
}

}  // namespace

Leading leading_parts(const RemovalLedger& ledger, Game game) {
  const std::vector<LeadingPart> parts = parts_of(ledger, game);
  std::vector<Placed> sorted;
  for (std::size_t place = 0; place < parts.size(); ++place)
    if (can_lead(parts[place])) sorted.push_back({parts[place], place});
  std::stable_sort(sorted.begin(), sorted.end(), [](const Placed& one, const Placed& other) {
    return one.part.value->points.estimate > other.part.value->points.estimate;
  });
  Leading leading;
  for (const LeadingPart& part : tied(sorted))
    if (is_contradicted(part)) leading.contradicted.push_back(part);
  std::erase_if(sorted, [](const Placed& one) { return is_contradicted(one.part); });
  for (const LeadingPart& part : tied(sorted))
    (is_shown(part) ? leading.shown : leading.not_shown).push_back(part);
  return leading;
}

}  // namespace allocscale
