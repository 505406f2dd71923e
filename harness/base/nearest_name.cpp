#include "harness/base/nearest_name.hpp"

#include <algorithm>
#include <vector>

namespace allocscale {
namespace {

constexpr std::size_t most_slips_of_a_short_word = 2;

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

}  // namespace

std::string nearest_name(std::string_view wrong, std::span<const std::string> candidates) {
  const std::string* best = nullptr;
  std::size_t least = 0;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(wrong, candidate);
    if (best == nullptr || distance < least) {
      best = &candidate;
      least = distance;
    }
  }
  const std::size_t longer = best == nullptr ? 0 : std::max(wrong.size(), best->size());
  if (best == nullptr || least > std::max(most_slips_of_a_short_word, longer / 3) || least * 2 > longer)
    return {};
  return *best;
}

std::string name_hint(std::string_view wrong, std::span<const std::string> candidates) {
  if (const std::string near = nearest_name(wrong, candidates); !near.empty())
    return "; did you mean '" + near + "'?";
  std::string all = "; valid: ";
  for (std::size_t i = 0; i < candidates.size(); ++i) all += (i > 0 ? ", " : "") + candidates[i];
  return all;
}

}  // namespace allocscale
