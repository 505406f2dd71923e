#include "harness/analysis/change_limit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "harness/base/parse_number.hpp"

namespace allocscale {
namespace {

std::string without_spaces(std::string_view text) {
  std::string words(text);
  std::erase(words, ' ');
  return words;
}

bool is_judged(const RowChange& change) {
  return change.logarithms && (change.verdict == Verdict::equivalent || change.verdict == Verdict::loss ||
                               change.verdict == Verdict::gain || change.verdict == Verdict::inconclusive);
}

LimitState state_of(const RowChange& change, double most, std::size_t family) {
  if (!is_judged(change)) return LimitState::open;
  const double bound = std::log1p(most);
  const double confidence = 1 - 2 * 0.05 / static_cast<double>(family);
  if (interval_of(*change.logarithms, confidence).low > bound) return LimitState::exceeded;
  return interval_of(*change.logarithms, 0.90).high <= bound ? LimitState::held : LimitState::open;
}

}  // namespace

std::optional<ChangeLimit> parse_change_limit(std::string_view text) {
  const std::string words = without_spaces(text);
  const std::size_t sign = words.find('>');
  if (sign == std::string::npos || !words.ends_with('%')) return std::nullopt;
  const std::string kind = words.substr(0, sign);
  if (kind != "loss" && kind != "cost") return std::nullopt;
  const auto percent =
      parse_number<double>(std::string_view(words).substr(sign + 1, words.size() - sign - 2));
  if (!percent || !(*percent >= 0 && *percent <= 10'000)) return std::nullopt;
  return ChangeLimit{kind == "loss" ? ChangeOf::loss : ChangeOf::cost, *percent / 100};
}

std::string limit_text(const ChangeLimit& limit) {
  return fmt::format("{} > {:g} %", limit.of == ChangeOf::loss ? "loss" : "cost", 100 * limit.most);
}

std::vector<Held> hold_against(const RunChanges& changes, std::span<const ChangeLimit> limits) {
  std::vector<Held> held;
  for (std::size_t limit = 0; limit < limits.size(); ++limit)
    for (std::size_t change = 0; change < changes.changes.size(); ++change)
      if (!changes.changes[change].control && changes.changes[change].of == limits[limit].of)
        held.push_back({change, limit, LimitState::open});
  for (Held& one : held)
    one.state = state_of(changes.changes[one.change], limits[one.limit].most, held.size());
  return held;
}

LimitState worst_of(std::span<const Held> held) {
  const auto any = [&](LimitState state) {
    return std::any_of(held.begin(), held.end(), [&](const Held& one) { return one.state == state; });
  };
  if (any(LimitState::exceeded)) return LimitState::exceeded;
  return held.empty() || any(LimitState::open) ? LimitState::open : LimitState::held;
}

}  // namespace allocscale
