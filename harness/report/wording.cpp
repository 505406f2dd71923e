#include "harness/report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/analysis/false_discovery.hpp"
#include "harness/analysis/running_time.hpp"
#include "harness/base/plural.hpp"
#include "harness/base/quantity.hpp"
#include "harness/report/number_text.hpp"

namespace allocscale {
namespace {

std::string marked(std::string_view word, const Effect& effect) {
  if (effect.verdict == Verdict::none) return "no verdict: " + plural(effect.ratio.blocks, "block");
  return fmt::format("{}{}", word, may_be_chance(effect) ? " (chance?)" : "");
}

// A cost is a matter of more time or less, not of a loss.
std::string_view cost_verdict_name(Verdict verdict) {
  if (verdict == Verdict::loss) return "slower";
  if (verdict == Verdict::gain) return "faster";
  return verdict == Verdict::equivalent ? "tie" : verdict_name(verdict);
}

}  // namespace

bool has_verdict(const Effect& effect) {
  return effect.ratio.value.has_value() || effect.verdict == Verdict::two_kinds;
}

bool may_be_chance(const Effect& effect) {
  const bool difference = effect.verdict == Verdict::loss || effect.verdict == Verdict::gain;
  return difference && effect.adjusted_p && *effect.adjusted_p > discovery_rate;
}

bool is_shown(const Effect& effect, Verdict verdict) {
  return effect.verdict == verdict && !may_be_chance(effect);
}

std::string slowdown_word(const Effect& effect) {
  if (effect.verdict == Verdict::loss) return marked("LOSS", effect);
  if (effect.verdict == Verdict::gain) return marked("GAIN", effect);
  return marked(verdict_name(effect.verdict), effect);
}

std::string cost_word(const Effect& effect) { return marked(cost_verdict_name(effect.verdict), effect); }

std::string slowdown_name(const Effect& effect) {
  return has_verdict(effect) ? std::string(verdict_name(effect.verdict)) : "";
}

std::string cost_name(const Effect& effect) {
  return has_verdict(effect) ? std::string(cost_verdict_name(effect.verdict)) : "";
}

Tone cost_tone(const Effect& effect) {
  return effect.verdict == Verdict::equivalent ? Tone::plain : slowdown_tone(effect);
}

Tone slowdown_tone(const Effect& effect) {
  if (may_be_chance(effect)) return Tone::doubtful;
  switch (effect.verdict) {
    case Verdict::equivalent:
    case Verdict::gain:
      return Tone::good;
    case Verdict::loss:
      return Tone::bad;
    case Verdict::inconclusive:
    case Verdict::busy:
    case Verdict::machine:
    case Verdict::two_kinds:
      return Tone::doubtful;
    case Verdict::none:
      return Tone::plain;
  }
  return Tone::plain;
}

std::string workers_text(int workers, int capacity) {
  if (workers == 1) return "alone";
  return fmt::format("{}{} workers", workers, workers > capacity ? "*" : "");
}

std::string caches_text(const Machine& machine) {
  std::string text;
  for (const Cache& cache : machine.caches)
    if (cache.type != "Instruction")
      text += fmt::format("{}L{} {}{}", text.empty() ? "" : ", ", cache.level,
                          format_bytes(static_cast<double>(cache.bytes)),
                          cache.shared_by_cpus > 1 ? fmt::format(" for {} CPUs", cache.shared_by_cpus) : "");
  return text;
}

std::string task_text(const KernelTable& table) { return task_name(table.kernel, table.size); }

std::string estimand_text(Estimand estimand, std::optional<int> settled_from, int iterations) {
  if (estimand == Estimand::cold) return "iteration 0 (cold)";
  if (!settled_from) return fmt::format("not settled within {}", plural(iterations, "iteration"));
  return fmt::format("the mean of iterations {} to {} (settled)", *settled_from, iterations - 1);
}

bool tells_layouts(const KernelTable& table) {
  const auto differs = [&](const Row& row) { return row.layout != table.rows.front().layout; };
  return table.kind == KernelKind::list ||
         (table.kind == KernelKind::program && std::any_of(table.rows.begin(), table.rows.end(), differs));
}

std::string layout_word(const KernelTable& table, const std::string& layout) {
  return tells_layouts(table) ? layout + " " : "";
}

std::string layout_task_text(const KernelTable& table, const std::string& layout) {
  if (table.kind != KernelKind::program) return layout_word(table, layout) + task_text(table);
  if (!tells_layouts(table)) return task_text(table);
  return table.kernel == several_commands ? layout : fmt::format("{}, {}", task_text(table), layout);
}

std::string baseline_text(const Baseline& baseline) {
  std::string text = baseline.layout + " " + baseline.allocator;
  for (const auto& [factor, level] : baseline.levels) text += ", " + factor + " " + level;
  return text;
}

std::string baseline_text(const KernelTable& table) {
  for (const Row& row : table.rows)
    if (row.baseline) return layout_word(table, row.layout) + named_setting(row.allocator, row.setting);
  return baseline_text(table.baseline);
}

std::vector<CostOf> costs_told(const KernelTable& table) {
  std::vector<CostOf> told;
  for (const CostOf of : {CostOf::allocator, CostOf::layout, CostOf::setting, CostOf::twin}) {
    const auto has_it = [of](const Row& row) {
      const Cost& cost = row.costs[of];
      return !cost.reference && (!cost.against.empty() || !cost.effect.ratio.reason.empty());
    };
    if (of == CostOf::twin && !told.empty()) continue;
    if (std::any_of(table.rows.begin(), table.rows.end(), has_it)) told.push_back(of);
  }
  return told;
}

std::optional<CostOf> first_change_told(const KernelTable& table) {
  const std::vector<CostOf> told = costs_told(table);
  if (told.empty() || told.front() == CostOf::twin) return std::nullopt;
  return told.front();
}

std::string reference_text(const KernelTable& table, CostOf of) {
  switch (of) {
    case CostOf::allocator:
      return table.baseline.allocator + ", same layout";
    case CostOf::layout:
      return table.baseline.layout + ", same allocator";
    case CostOf::setting: {
      constexpr std::size_t most_in_a_head = 24;
      std::string setting;
      for (const Row& row : table.rows)
        if (row.baseline) setting = row.setting;
      if (setting.empty() || setting.size() > most_in_a_head) setting = "the baseline's setting";
      return setting + ", same layout and allocator";
    }
    case CostOf::twin:
      break;
  }
  return baseline_text(table);
}

std::string margin_text(double margin) { return fmt::format("{:g} %", 100 * margin); }

std::string waiting_words(std::optional<double> alone, std::optional<double> together, int workers) {
  std::string text;
  if (alone && *alone > most_waiting_of_row) text = percent_text(*alone) + " of its time alone";
  if (together && *together > most_waiting_of_row)
    text += fmt::format("{}{} with {} workers", text.empty() ? "" : " and ",
                        percent_text(*together) + (text.empty() ? " of its time" : ""), workers);
  return text;
}

}  // namespace allocscale
