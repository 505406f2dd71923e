#include "harness/report/brief_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "harness/analysis/running_time.hpp"
#include "harness/base/joined.hpp"
#include "harness/base/plural.hpp"
#include "harness/report/brief_grid.hpp"
#include "harness/report/cold_words.hpp"
#include "harness/report/notes.hpp"
#include "harness/report/number_text.hpp"
#include "harness/report/sentence.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

using Sentences = std::vector<std::string>;

void append(Sentences& all, Sentences more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

// Whether a verdict says something of the effect.
bool claims(const Effect& effect) {
  switch (effect.verdict) {
    case Verdict::equivalent:
    case Verdict::loss:
    case Verdict::gain:
    case Verdict::inconclusive:
    case Verdict::two_kinds:
      return true;
    case Verdict::none:
    case Verdict::busy:
    case Verdict::machine:
      return false;
  }
  return false;
}

template <class Unwanted>
KernelTable without(KernelTable table, Unwanted unwanted) {
  std::erase_if(table.rows, unwanted);
  return table;
}

Sentences telling_slowdowns(const KernelTable& table, const Findings& findings) {
  if (!table.headline) return {};
  KernelTable told =
      without(table, [&](const Row& row) { return !claims(find_at(row, *table.headline)->judged()); });
  told.workers = {*table.headline};
  return slowdown_sentences(told, findings);
}

Sentences telling_costs(const KernelTable& table, const Findings& findings) {
  KernelTable told = table;
  for (Row& row : told.rows)
    for (Cost& cost : row.costs)
      if (!claims(cost.effect) || cost.effect.verdict == Verdict::two_kinds) cost.effect = {};
  return cost_sentences(told, findings);
}

// Of the reference of each layout, and of the rows whose faults are at least twice or at most half of its.
Sentences telling_faults(const KernelTable& table) {
  constexpr double times = 2;
  return fault_sentences(without(table, [&](const Row& row) {
    const auto reference = std::find_if(table.rows.begin(), table.rows.end(), [&](const Row& other) {
      return other.layout == row.layout && other.allocator == table.baseline.allocator;
    });
    if (reference == table.rows.end() || !reference->alone.cold_minor_faults || !row.alone.cold_minor_faults)
      return true;
    const double one = *reference->alone.cold_minor_faults, other = *row.alone.cold_minor_faults;
    if (row.allocator == reference->allocator && row.setting == reference->setting) return false;
    return one == other || (other < times * one && one < times * other);
  }));
}

// What the verdicts of the tables are, and whether one may be chance.
struct Verdicts {
  bool told[8] = {};
  bool chance = false;

  void add(const Effect& effect) {
    if (!has_verdict(effect)) return;
    told[static_cast<std::size_t>(effect.verdict)] = true;
    chance = chance || may_be_chance(effect);
  }
  [[nodiscard]] bool has(Verdict verdict) const { return told[static_cast<std::size_t>(verdict)]; }
};

Verdicts verdicts_of(const Findings& findings) {
  Verdicts verdicts;
  for (const KernelTable& table : findings.tables)
    for (const Row& row : table.rows) {
      for (const AtWorkers& at : row.together) verdicts.add(at.judged());
      for (const Cost& cost : row.costs) verdicts.add(cost.effect);
    }
  return verdicts;
}

std::string verdict_key(const Findings& findings, const Verdicts& verdicts) {
  std::vector<std::string> parts;
  if (verdicts.has(Verdict::loss) || verdicts.has(Verdict::gain))
    parts.push_back("LOSS or GAIN: the interval excludes no change");
  if (verdicts.chance) parts.push_back("with \"?\" it may be chance among so many comparisons");
  if (verdicts.has(Verdict::equivalent))
    parts.push_back(fmt::format("equivalent ({}): within {} of no change", equivalent_mark,
                                margin_text(findings.run.margin)));
  if (verdicts.has(Verdict::inconclusive)) parts.push_back("inconclusive: neither can be told");
  if (verdicts.has(Verdict::busy))
    parts.push_back(
        fmt::format("busy: more than {} of the time was spent waiting for a CPU, nothing is claimed",
                    percent_text(most_waiting_of_row)));
  if (verdicts.has(Verdict::machine))
    parts.push_back("machine: no loss is claimed, since a task that only computes may lose as much");
  if (verdicts.has(Verdict::two_kinds)) parts.push_back("two kinds: the launches have no common mean");
  if (verdicts.has(Verdict::none))
    parts.push_back(fmt::format("without a verdict: fewer than {} blocks", blocks_for_verdict));
  return joined(parts, "; ");
}

bool has_cost(const Findings& findings) {
  return std::any_of(findings.tables.begin(), findings.tables.end(),
                     [](const KernelTable& table) { return first_change_told(table).has_value(); });
}

bool has_workers(const Findings& findings) {
  return std::any_of(findings.tables.begin(), findings.tables.end(),
                     [](const KernelTable& table) { return !table.workers.empty(); });
}

QualityFlags raised_flags(const Findings& findings) {
  QualityFlags raised;
  for (const KernelTable& table : findings.tables)
    for (const Row& row : table.rows) {
      raised.raise_all(row.alone.flags.flags());
      for (const AtWorkers& at : row.together) raised.raise_all(at.flags.flags());
    }
  return raised;
}

// Each flag with its advice: those of every row, then those with a mark.
Sentences flag_key(const Findings& findings) {
  const QualityFlags everywhere = flags_of_all(findings);
  Sentences of_all, marked;
  for (const QualityFlag flag : raised_flags(findings).list()) {
    if (flag == QualityFlag::oversubscribed) continue;  // the asterisk says it
    const QualityFlagInfo& info = quality_flag_info(flag);
    if (everywhere.has(flag))
      of_all.push_back(fmt::format("in every row: {}: {}.", info.name, info.advice));
    else
      marked.push_back(fmt::format("mark {}, {}: {}.", flag_mark(flag), info.name, info.advice));
  }
  append(of_all, std::move(marked));
  return of_all;
}

}  // namespace

std::string brief_title(const KernelTable& table) {
  const std::string common = common_row_text(table);
  return task_text(table) + (common.empty() ? "" : ", " + common);
}

namespace {

// Which iterations the times are of: "settled, iterations 1 to 3".
std::string times_of(const KernelTable& table) {
  if (table.kind == KernelKind::program) return "times of whole runs";
  if (table.estimand == Estimand::cold) return "cold, iteration 0";
  if (!table.settled_from) return estimand_text(table.estimand, table.settled_from, table.iterations);
  if (*table.settled_from == table.iterations - 1)
    return fmt::format("settled, iteration {}", *table.settled_from);
  return fmt::format("settled, iterations {} to {}", *table.settled_from, table.iterations - 1);
}

}  // namespace

std::string brief_subtitle(const KernelTable& table) {
  std::string text = times_of(table) + "; " + plural(table.blocks, "block");
  if (!table.workers.empty())
    text += table.design == Design::paired ? "; in turn in one process" : "; separate processes";
  if (!table.setting.empty()) text += "; " + table.setting;
  if (!table.otherwise.empty()) text += "; else " + table.otherwise;
  return text;
}

std::vector<std::string> telling_sentences(const KernelTable& table, const Findings& findings) {
  Sentences all = telling_slowdowns(table, findings);
  append(all, telling_faults(table));
  append(all, telling_costs(table, findings));
  append(all, cold_sentences(table));
  if (twin_fails(table)) all.push_back(twin_sentence(table, findings.run.margin));
  return all;
}

std::vector<std::string> telling_notes(const KernelTable& table, const Findings& findings) {
  Sentences all;
  if (!table.workers.empty() && table.workers.back() > findings.run.capacity)
    all.push_back(fmt::format(
        "* more workers than the {}: the slowdown divided by workers/CPUs, the least that sharing must "
        "cost a task that computes.",
        plural(findings.run.capacity, "CPU")));
  append(all, mode_notes(table, findings));
  append(all, ending_notes(table, findings));
  if (std::any_of(table.rows.begin(), table.rows.end(), [](const Row& row) { return row.law.has_value(); }))
    append(all, law_notes(table, findings));
  append(all, cliff_notes(table));
  return all;
}

std::vector<std::string> telling_fastest(const Findings& findings) {
  Sentences all;
  for (const KernelTable& table : findings.tables) {
    KernelTable told = table;
    std::erase_if(told.fastest, [&](const FastestAlone& fastest) {
      const auto competes = [&](const Row& row) {
        return row.layout == fastest.layout && row.setting == fastest.setting && !row.twin;
      };
      return fastest.busy || fastest.blocks < blocks_for_verdict ||
             std::count_if(table.rows.begin(), table.rows.end(), competes) < 3;
    });
    append(all, fastest_sentences(told));
  }
  return all;
}

std::vector<std::string> table_key(const Findings& findings, const std::vector<std::string>& left_out) {
  Sentences key = {
      "time: of one task of a worker, without its wait for a CPU; ± is half of its 95 % interval."};
  if (has_workers(findings))
    key.push_back("slowdown: the time with so many workers over the time alone, the same work for each.");
  if (has_cost(findings))
    key.push_back(
        "against: the difference in the time alone (the cost) from that row, in all else alike; [name]: from that one "
        "instead.");
  if (const std::string verdicts = verdict_key(findings, verdicts_of(findings)); !verdicts.empty())
    key.push_back(verdicts + ".");
  append(key, flag_key(findings));
  key.push_back(
      left_out.empty()
          ? "--wide has all columns, and so do the files."
          : fmt::format("for want of room some tables lack: {}. --wide has all columns, and so do the files.",
                        joined(left_out, ", ")));
  return key;
}

}  // namespace allocscale
