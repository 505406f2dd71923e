#include "harness/attribution/changes.hpp"

#include <algorithm>

namespace allocscale {
namespace {

bool below_one(const Interval& ratio, double margin) { return ratio.high < 1 && ratio.estimate < 1 - margin; }

// No launch has the mean of two kinds, so nothing is claimed of it.
bool is_faster(const Attribution& attribution, const Change& change) {
  return change.remedy != Remedy::rehearsal && !change.launches.of_two_kinds() &&
         below_one(change.together, attribution.margin);
}

bool lowers_loss(const Attribution& attribution, const Change& change) {
  return attribution.removal.has_loss() && is_faster(attribution, change) &&
         below_one(change.of_slowdown, attribution.margin);
}

void sort_by(std::vector<Change>& changes, Interval Change::*ratio) {
  std::stable_sort(changes.begin(), changes.end(), [ratio](const Change& one, const Change& other) {
    return (one.*ratio).estimate < (other.*ratio).estimate;
  });
}

}  // namespace

std::vector<Change> lowering_changes(const Attribution& attribution) {
  std::vector<Change> changes;
  for (const Change& change : attribution.changes)
    if (lowers_loss(attribution, change)) changes.push_back(change);
  sort_by(changes, &Change::slowdown);
  return changes;
}

std::vector<Change> faster_changes(const Attribution& attribution) {
  std::vector<Change> changes;
  for (const Change& change : attribution.changes)
    if (is_faster(attribution, change) && !lowers_loss(attribution, change)) changes.push_back(change);
  sort_by(changes, &Change::together);
  return changes;
}

}  // namespace allocscale
