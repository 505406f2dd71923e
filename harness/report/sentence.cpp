#include "harness/report/sentence.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/base/joined.hpp"
#include "harness/base/plural.hpp"
#include "harness/report/cold_words.hpp"
#include "harness/report/number_text.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

std::string needed_words(int blocks) {
  return fmt::format("{}, {} are needed", plural(blocks, "block"), blocks_for_verdict);
}

std::string no_verdict_words(int blocks) { return "no verdict: " + needed_words(blocks); }

std::string found_words(const Effect& effect) {
  if (!effect.detectable) return "";
  return fmt::format("; an effect of {} would have been found in four of five such runs",
                     effect_text(*effect.detectable));
}

std::string chance_words(const Effect& effect) {
  return may_be_chance(effect) ? ", though among all comparisons it may be chance" : "";
}

// With too few blocks the sentence claims nothing, not even that there is no difference.
std::string twin_claim(const Effect& difference, double margin) {
  const Estimate& ratio = difference.ratio;
  if (difference.verdict == Verdict::busy) return "busy: nothing is claimed";
  if (ratio.blocks < blocks_for_verdict) return "no verdict yet: " + needed_words(ratio.blocks);
  if (ratio.interval->low > 1 || ratio.interval->high < 1)
    return "the interval misses 1, as one in twenty does by chance; distrust effects of this size here";
  return "no difference found, as it should be" + (difference.verdict == Verdict::equivalent
                                                       ? ": the same within " + margin_text(margin)
                                                       : found_words(difference));
}

// " (more of them are slow: 3 of 20 alone, 12 of 20 with 2 workers)", of launches of two kinds. Empty where
// the kinds of both are not the same two.
std::string kinds_words(const Effect& effect, const std::string& before, const std::string& after) {
  if (!effect.kinds || !effect.kinds->same) return "";
  const Kinds& kinds = *effect.kinds;
  const bool more = kinds.slow_after * kinds.before > kinds.slow_before * kinds.after;
  return fmt::format(" ({} {} of {} {}, {} of {} {})",
                     !kinds.by_share ? "slow are"
                     : more          ? "more of them are slow:"
                                     : "fewer of them are slow:",
                     kinds.slow_before, kinds.before, before, kinds.slow_after, kinds.after, after);
}

// What the verdict says of a slowdown.
std::string slowdown_claim(const Effect& effect, double margin) {
  switch (effect.verdict) {
    case Verdict::equivalent:
      return "the same within " + margin_text(margin);
    case Verdict::loss:
      return "a loss" + chance_words(effect);
    case Verdict::gain:
      return "a gain" + chance_words(effect);
    case Verdict::inconclusive:
      return "cannot be told from no change" + found_words(effect);
    case Verdict::none:
      return no_verdict_words(effect.ratio.blocks);
    case Verdict::busy:
      return "busy: nothing is claimed";
    case Verdict::machine:
      return "no loss is claimed, since the machine may take a part of it";
    case Verdict::two_kinds:
      return "launches of two kinds: nothing is claimed";
  }
  return "?";
}

// "1.67×, but it waited 37 % of its time with 2 workers for a CPU that other programs had; without the
// waiting 1.07× (1.00 to 1.15)".
std::string busy_clause(const Row& row, const AtWorkers& at, const std::string& as_long) {
  const Effect& judged = at.judged();
  return fmt::format(
      "{}{}, but it waited for a CPU that other programs had, {}; without the waiting {} ({}): busy, nothing is "
      "claimed",
      times_text(at.elapsed_slowdown), as_long,
      waiting_words(row.alone.waiting_share, at.waiting_share, at.workers), times_text(judged.ratio),
      range_text(judged.ratio));
}

// "1.31× as long with 2 workers as alone (95 % interval 1.27 to 1.36: a loss)", shorter after the first.
std::string slowdown_clause(const Row& row, const AtWorkers& at, const Findings& findings, bool first) {
  const Estimate& ratio = at.slowdown.ratio;
  std::string as_long;
  if (first) {
    as_long = fmt::format(" as long with {} workers", at.workers);
    if (at.oversubscribed) as_long += fmt::format(" on {}", plural(findings.run.capacity, "CPU"));
    as_long += " as alone";
  }
  if (at.judged().verdict == Verdict::busy) return busy_clause(row, at, as_long);
  std::string text = times_text(ratio) + as_long;
  const std::string range = (first && ratio.interval ? "95 % interval " : "") + range_text(ratio);
  const std::string claim = slowdown_claim(at.judged(), findings.run.margin);
  if (!at.corrected) return text + fmt::format(" ({}: {})", range, claim);
  return text + fmt::format(" ({}); that is {} ({}) what sharing the CPUs costs a task that computes: {}",
                            range, times_text(at.corrected->ratio), range_text(at.corrected->ratio), claim);
}

// What the verdict says of a cost. `said`: an earlier clause gave the verb and what it is compared with.
std::string cost_clause(const Effect& cost, const std::string& than, double margin, bool said) {
  const Estimate& ratio = cost.ratio;
  switch (cost.verdict) {
    case Verdict::equivalent:
      return fmt::format("ties with {} (the same within {})", than, margin_text(margin));
    case Verdict::inconclusive:
      return fmt::format("cannot be told from {} ({}{})", than, change_text(ratio), found_words(cost));
    case Verdict::none:
      return fmt::format("takes {} ({}), {}", less_or_more_text(ratio, than), less_or_more_range(ratio),
                         no_verdict_words(ratio.blocks));
    case Verdict::busy:
    case Verdict::machine:
      return fmt::format("takes {}, but waited too long for a CPU to be judged",
                         less_or_more_text(ratio, than));
    case Verdict::loss:
    case Verdict::gain:
      return fmt::format("{} ({}{})",
                         said ? less_or_more_text(ratio) : "takes " + less_or_more_text(ratio, than),
                         less_or_more_range(ratio), chance_words(cost));
    case Verdict::two_kinds:
      return fmt::format("is not compared with {}, since launches are of two kinds", than);
  }
  return "?";
}

// Of one kind of cost, what the rows of a sentence have in common, and what is swapped within it.
struct Swap {
  std::string common;   // "contiguous"; empty where all rows of the table have it
  std::string swapped;  // "mimalloc"
};

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words)
    if (!word.empty()) text += (text.empty() ? "" : ", ") + word;
  return text;
}

bool one_layout(const KernelTable& table) { return layouts_of(table).size() < 2; }

bool one_allocator(const KernelTable& table) {
  return std::all_of(table.rows.begin(), table.rows.end(),
                     [&](const Row& row) { return row.allocator == table.rows[0].allocator; });
}

Swap swap_of(const KernelTable& table, CostOf of, const Row& row) {
  const std::string layout = one_layout(table) ? "" : row.layout;
  const std::string allocator = one_allocator(table) ? "" : row.allocator;
  switch (of) {
    case CostOf::allocator:
      return {listed({layout, row.setting}), row.allocator};
    case CostOf::layout:
      return {listed({allocator, row.setting}), row.layout};
    case CostOf::setting:
      return {listed({layout, allocator}), row.setting.empty() ? "the baseline's setting" : row.setting};
    case CostOf::twin:
      break;
  }
  return {};
}

// What the rows of this cost are compared with, in the words of a sentence whose beginning names the rest.
std::string than_text(const KernelTable& table, CostOf of) {
  if (of == CostOf::allocator) return table.baseline.allocator;
  if (of == CostOf::layout) return table.baseline.layout;
  for (const Row& row : table.rows)
    if (row.baseline) return swap_of(table, CostOf::setting, row).swapped;
  return "the baseline's setting";
}

// One sentence for the rows that have the same in common and the same reference.
std::vector<std::string> sentences_on(CostOf of, const KernelTable& table, double margin) {
  struct Sentence {
    std::string common, than, text;
    bool said = false;  // the last clause gave the verb and what it is compared with
  };
  std::vector<Sentence> all;
  for (const Row& row : table.rows) {
    const Cost& cost = row.costs[of];
    if (!has_verdict(cost.effect)) continue;
    const Swap swap = swap_of(table, of, row);
    const std::string than = cost.other_reference.empty() ? than_text(table, of) : cost.other_reference;
    auto sentence = std::find_if(all.begin(), all.end(), [&](const Sentence& one) {
      return one.common == swap.common && one.than == than;
    });
    if (sentence == all.end()) sentence = all.insert(all.end(), {swap.common, than, "", false});
    const bool opens = sentence->text.empty();
    if (!opens) sentence->text += "; ";
    sentence->text += swap.swapped + " " +
                      cost_clause(cost.effect, opens ? than : "it", margin, sentence->said) +
                      kinds_words(cost.effect, "with " + than, "with " + swap.swapped);
    sentence->said = cost.effect.verdict == Verdict::gain || cost.effect.verdict == Verdict::loss;
  }
  std::vector<std::string> texts;
  for (const Sentence& one : all)
    texts.push_back(
        fmt::format("Alone, {}{}.", one.common.empty() ? "" : "with " + one.common + ": ", one.text));
  return texts;
}

const Row* row_of(const KernelTable& table, const std::string& layout, const Baseline& baseline) {
  for (const Row& row : table.rows) {
    Cell cell = row.cell;
    cell.layout = row.layout;
    cell.allocator = row.allocator;
    if (!row.twin && is_baseline({layout, baseline.allocator, baseline.levels}, cell)) return &row;
  }
  return nullptr;
}

// One layout's slowdowns with this many workers.
std::string slowdown_sentence(const KernelTable& table, const std::string& layout, int workers,
                              const Findings& findings) {
  std::string text;
  bool counted = false;
  for (const Row& row : table.rows) {
    const AtWorkers* at = find_at(row, workers);
    if (row.layout != layout || row.twin || at == nullptr) continue;
    text += text.empty() ? "With " : "; with ";
    text += named_setting(row.allocator, row.setting);
    if (at->judged().verdict == Verdict::two_kinds) {
      text += fmt::format(" the launches of {}{} are of two kinds, so no slowdown with {} workers is given{}",
                          layout_word(table, layout), task_text(table), workers,
                          kinds_words(at->judged(), "alone", fmt::format("with {} workers", workers)));
      continue;
    }
    if (!at->slowdown.ratio.value) {
      text += fmt::format(" there is no slowdown of {} with {} workers to report ({})",
                          layout_task_text(table, layout), workers, at->slowdown.ratio.reason);
      continue;
    }
    text += counted ? " " : fmt::format(", {} takes ", layout_task_text(table, layout));
    text += slowdown_clause(row, *at, findings, !counted);
    counted = true;
  }
  return text.empty() ? text : text + ".";
}

// "mimalloc takes 121 times fewer (729)", of a reference's faults.
std::string fault_clause(double reference, const std::string& allocator, double faults, bool first) {
  const std::string takes = allocator + (first ? " takes " : " ");
  if (faults <= 0) return fmt::format("{}none{}", takes, reference <= 0 ? " either" : "");
  if (reference <= 0) return takes + count_text(faults);
  const bool fewer = faults < reference;
  const double times = fewer ? reference / faults : faults / reference;
  if (times < 1.05) return fmt::format("{}about as many ({})", takes, count_text(faults));
  return fmt::format("{}{} times {} ({})", takes,
                     times >= 9.95 ? count_text(times) : fmt::format("{:.1f}", times),
                     fewer ? "fewer" : "as many", count_text(faults));
}

}  // namespace

std::vector<std::string> slowdown_sentences(const KernelTable& table, const Findings& findings) {
  std::vector<std::string> all;
  for (const int workers : table.workers)
    for (const std::string& layout : layouts_of(table))
      if (std::string text = slowdown_sentence(table, layout, workers, findings); !text.empty())
        all.push_back(std::move(text));
  return all;
}

std::vector<std::string> cost_sentences(const KernelTable& table, const Findings& findings) {
  std::vector<std::string> all;
  for (const CostOf of : {CostOf::allocator, CostOf::layout, CostOf::setting})
    for (std::string& text : sentences_on(of, table, findings.run.margin)) all.push_back(std::move(text));
  return all;
}

std::vector<std::string> fault_sentences(const KernelTable& table) {
  std::vector<std::string> all;
  for (const std::string& layout : layouts_of(table)) {
    const Row* reference = row_of(table, layout, table.baseline);
    if (reference == nullptr || !reference->alone.cold_minor_faults) continue;
    std::string clauses;
    for (const Row& row : table.rows) {
      if (row.layout != layout || &row == reference || row.twin || !row.alone.cold_minor_faults) continue;
      const bool first = clauses.empty();
      clauses += (first ? "; " : ", ") + fault_clause(*reference->alone.cold_minor_faults,
                                                      named_setting(row.allocator, row.setting),
                                                      *row.alone.cold_minor_faults, first);
    }
    if (clauses.empty()) continue;
    all.push_back(fmt::format(
        "{}lone, {}{} takes {} minor faults{}.",
        table.kind == KernelKind::program ? "A" : "In iteration 0, a", layout_word(table, layout),
        named_setting(reference->allocator, reference->setting),
        reference->alone.cold_minor_faults > 0.0 ? count_text(reference->alone.cold_minor_faults) : "no",
        clauses));
  }
  return all;
}

std::string twin_sentence(const KernelTable& table, double margin) {
  const int workers = table.headline.value_or(1);
  for (const TwinCheck& check : table.twin) {
    if (check.workers != workers) continue;
    const Estimate& ratio = check.difference.ratio;
    if (check.difference.verdict == Verdict::two_kinds)
      return fmt::format(
          "A/A check: none, since launches of the baseline, {}, or of its twin are of two kinds.",
          baseline_text(table));
    if (!ratio.interval) return "";
    return fmt::format(
        "A/A check: the twin, a second copy of {}, has {} the {} of the baseline (95 % interval {}): {}.",
        baseline_text(table), times_text(ratio), workers == 1 ? "time" : "slowdown", range_text(ratio),
        twin_claim(check.difference, margin));
  }
  return "";
}

std::vector<std::string> fastest_sentences(const KernelTable& table) {
  std::vector<std::string> all;
  for (const FastestAlone& fastest : table.fastest) {
    std::size_t measured = 0;
    for (const Row& row : table.rows)
      measured += row.layout == fastest.layout && row.setting == fastest.setting && !row.twin &&
                  row.alone.time_ns.value;
    if (measured < 2) continue;
    std::string text = fmt::format(
        "{}: ",
        listed({task_text(table),
                tells_layouts(table) ? named_setting(fastest.layout, fastest.setting) : fastest.setting}));
    if (fastest.busy) {
      text += fmt::format("{} in these blocks, but busy: nothing is claimed", fastest.allocator);
    } else if (fastest.blocks < blocks_for_verdict) {
      text += fmt::format("{} in these blocks, but {}", fastest.allocator, no_verdict_words(fastest.blocks));
    } else {
      text += fastest.allocator;
      if (!fastest.ties.empty()) text += fmt::format("; {} cannot be told from it", enumerated(fastest.ties));
    }
    if (!fastest.of_two_kinds.empty())
      text += fmt::format("; left out, since launches are of two kinds: {}", listed(fastest.of_two_kinds));
    all.push_back(text + ".");
  }
  return all;
}

std::vector<std::string> all_fastest_sentences(const Findings& findings) {
  std::vector<std::string> all;
  for (const KernelTable& table : findings.tables)
    for (std::string& sentence : fastest_sentences(table)) all.push_back(std::move(sentence));
  return all;
}

std::vector<std::string> sentences(const KernelTable& table, const Findings& findings) {
  std::vector<std::string> all = slowdown_sentences(table, findings);
  for (std::string& fault : fault_sentences(table)) all.push_back(std::move(fault));
  for (std::string& cost : cost_sentences(table, findings)) all.push_back(std::move(cost));
  for (std::string& cold : cold_sentences(table)) all.push_back(std::move(cold));
  if (std::string twin = twin_sentence(table, findings.run.margin); !twin.empty())
    all.push_back(std::move(twin));
  return all;
}

}  // namespace allocscale
