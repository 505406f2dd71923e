#include "harness/analysis/like_with_like.hpp"

#include <algorithm>
#include <array>

namespace allocscale {
namespace {

constexpr int alone = 1;

// What tells the lines of one comparison apart.
struct Names {
  std::string layout;
  std::string allocator;
  std::string setting;

  friend bool operator==(const Names&, const Names&) = default;
};

Names names_of(const Line& line) { return {line.layout, line.allocator, line.setting}; }

std::string text_of(const Names& names) {
  return names.layout + " " + names.allocator + (names.setting.empty() ? "" : ", " + names.setting);
}

// The names of the row to compare with: the baseline's in one thing.
Names reference_names(Names names, CostOf of, const Names& baseline) {
  switch (of) {
    case CostOf::allocator:
      names.allocator = baseline.allocator;
      break;
    case CostOf::layout:
      names.layout = baseline.layout;
      break;
    case CostOf::setting:
      names.setting = baseline.setting;
      break;
    case CostOf::twin:
      break;
  }
  return names;
}

class LikeWithLike {
 public:
  LikeWithLike(const MeasuredComparison& comparison, double margin, std::optional<double> baselines_deviation,
               const KernelTable& table)
      : lines_(comparison.lines), margin_(margin), baselines_deviation_(baselines_deviation), table_(table) {
    const auto baseline =
        std::find_if(lines_.begin(), lines_.end(), [](const Line& line) { return line.baseline; });
    names_ = {comparison.baseline.layout, comparison.baseline.allocator, ""};
    if (baseline == lines_.end()) return;
    names_.setting = baseline->setting;
    bridge_ = baseline->log_times(alone);
  }

  [[nodiscard]] Cost cost(std::size_t at, CostOf of) const {
    const Line& line = lines_[at];
    Cost cost;
    if (line.twin != (of == CostOf::twin)) return cost;
    const Names wanted = reference_names(names_of(line), of, names_);
    cost.reference = !line.twin && wanted == names_of(line);
    if (cost.reference) {
      cost.effect.ratio.reason = "it is the reference";
      return cost;
    }
    const auto reference = std::find_if(
        lines_.begin(), lines_.end(), [&](const Line& one) { return !one.twin && names_of(one) == wanted; });
    if (reference == lines_.end()) {
      cost.effect.ratio.reason = "there is no " + text_of(wanted);
      return cost;
    }
    cost.against = text_of(wanted);
    cost.effect = compare(at, static_cast<std::size_t>(reference - lines_.begin()));
    return cost;
  }

 private:
  [[nodiscard]] Effect compare(std::size_t at, std::size_t reference) const {
    const Contrast contrast =
        paired_over(lines_[at].log_times(alone), lines_[reference].log_times(alone), bridge_);
    Effect effect =
        effect_of(contrast, margin_, lines_[reference].baseline ? baselines_deviation_ : std::nullopt,
                  why_missing(at, reference));
    if (waited(table_.rows[at].alone) || waited(table_.rows[reference].alone)) withhold(effect);
    return effect;
  }

  [[nodiscard]] std::string why_missing(std::size_t at, std::size_t reference) const {
    for (const std::size_t row : {at, reference})
      if (const Estimate& time = table_.rows[row].alone.time_ns; !time.value)
        return row == at ? time.reason : text_of(names_of(lines_[row])) + ": " + time.reason;
    return "no block has both";
  }

  const std::vector<Line>& lines_;
  double margin_;
  std::optional<double> baselines_deviation_;
  const KernelTable& table_;
  Names names_;    // the baseline's
  Series bridge_;  // its times alone, which every sub-block has
};

}  // namespace

void add_costs(const MeasuredComparison& comparison, double margin, std::optional<double> baselines_deviation,
               KernelTable& table) {
  const LikeWithLike like(comparison, margin, baselines_deviation, table);
  for (std::size_t at = 0; at < table.rows.size(); ++at) {
    Row& row = table.rows[at];
    for (std::size_t of = 0; of < costs_of.size(); ++of)
      row.costs[static_cast<CostOf>(of)] = like.cost(at, static_cast<CostOf>(of));
    if (std::any_of(row.costs.begin(), row.costs.end(), [](const Cost& cost) {
          return cost.effect.robust && cost.effect.robust->tail_sensitive;
        }))
      row.alone.flags.raise(QualityFlag::tail_sensitive, row.alone.complete);
  }
}

}  // namespace allocscale
