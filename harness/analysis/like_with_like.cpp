#include "harness/analysis/like_with_like.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "harness/model/allocator_name.hpp"
#include "harness/model/factor.hpp"

namespace allocscale {
namespace {

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

// The factors in which two tasks differ that run alone: nobody is beside them then.
std::vector<std::string_view> differing_factors(Cell one, const Cell& other) {
  one.siblings = other.siblings;
  one.sibling_rate = other.sibling_rate;
  std::vector<std::string_view> names;
  for (const Factor& factor : factors())
    if (factor.get(one) != factor.get(other)) names.push_back(factor.name);
  return names;
}

// Of any number of workers: the factors are the same.
const Cell& cell_of(const Line& line) { return line.by_workers.begin()->second.cell; }

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
    baseline_ = cell_of(*baseline);
    bridge_ = baseline->log_times(one_worker);
  }

  [[nodiscard]] Cost cost(std::size_t at, CostOf of) const {
    const Line& line = lines_[at];
    Cost cost;
    if (line.twin != (of == CostOf::twin)) return cost;
    cost.reference = !line.twin && has_baselines(line, of);
    if (cost.reference) {
      cost.effect.ratio.reason = "it is the reference";
      return cost;
    }
    if (of == CostOf::setting && baseline_ && changes(line) == 0) return cost;
    const auto reference = reference_of(line, of);
    if (!reference) {
      cost.effect.ratio.reason = why_no_reference(line, of);
      return cost;
    }
    const Line& like = lines_[*reference];
    cost.against = text_of(names_of(like));
    if (!line.twin && !has_baselines(like, of))
      cost.other_reference = of == CostOf::allocator ? like.allocator : like.setting;
    cost.effect = compare(at, *reference);
    return cost;
  }

 private:
  // Whether the line has the baseline's allocator, layout or setting.
  [[nodiscard]] bool has_baselines(const Line& line, CostOf of) const {
    switch (of) {
      case CostOf::allocator:
        return line.allocator == names_.allocator;
      case CostOf::layout:
        return line.layout == names_.layout;
      case CostOf::setting:
        return line.setting == names_.setting;
      case CostOf::twin:
        break;
    }
    return false;
  }

  // The line with these names, of what was not run as a twin.
  [[nodiscard]] std::optional<std::size_t> find(const Names& names) const {
    const auto found = std::find_if(lines_.begin(), lines_.end(),
                                    [&](const Line& one) { return !one.twin && names_of(one) == names; });
    if (found == lines_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - lines_.begin());
  }

  // The names of the line that has the baseline's in one thing.
  [[nodiscard]] Names baselines_names(const Line& line, CostOf of) const {
    Names names = names_of(line);
    if (of == CostOf::allocator) names.allocator = names_.allocator;
    if (of == CostOf::layout) names.layout = names_.layout;
    if (of == CostOf::setting) names.setting = names_.setting;
    return names;
  }

  [[nodiscard]] std::optional<std::size_t> reference_of(const Line& line, CostOf of) const {
    if (of == CostOf::allocator)
      if (const AllocatorName name = parse_allocator(line.allocator); name.arm) {
        Names own = names_of(line);
        own.allocator = name.base;
        if (const auto found = find(own)) return found;
      }
    if (of == CostOf::setting && changes(line) > 1) return one_change_short(line);
    return find(baselines_names(line, of));
  }

  // In how many factors the line differs from the baseline.
  [[nodiscard]] std::size_t changes(const Line& line) const {
    return baseline_ ? differing_factors(cell_of(line), *baseline_).size() : 0;
  }

  // Of the lines that lack one of this line's changes and have the others, the first.
  [[nodiscard]] std::optional<std::size_t> one_change_short(const Line& line) const {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const Line& one = lines_[i];
      if (!one.twin && one.layout == line.layout && one.allocator == line.allocator &&
          changes(one) + 1 == changes(line) && differing_factors(cell_of(one), cell_of(line)).size() == 1)
        return i;
    }
    return std::nullopt;
  }

  // Several factors, or the row that has the baseline's in one thing is missing.
  [[nodiscard]] std::string why_no_reference(const Line& line, CostOf of) const {
    const std::size_t differing = of == CostOf::setting ? changes(line) : 1;
    if (differing > 1) return std::to_string(differing) + " factors differ";
    return "there is no " + text_of(baselines_names(line, of));
  }

  [[nodiscard]] Effect compare(std::size_t at, std::size_t reference) const {
    const Contrast contrast =
        paired_over(lines_[at].log_times(one_worker), lines_[reference].log_times(one_worker), bridge_);
    Effect effect =
        effect_of(contrast, margin_, lines_[reference].baseline ? baselines_deviation_ : std::nullopt,
                  why_missing(at, reference));
    effect.kinds = kinds_of(values_of(lines_[reference].log_times(one_worker)),
                            values_of(lines_[at].log_times(one_worker)));
    if (effect.kinds) refuse_mean(effect);
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
  Names names_;                   // the baseline's
  std::optional<Cell> baseline_;  // its cell; absent where it is not in the comparison
  Series bridge_;                 // its times alone, which every sub-block has
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
