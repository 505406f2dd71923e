#include "harness/report/program_answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "harness/analysis/control_check.hpp"
#include "harness/analysis/verdict.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/joined.hpp"
#include "harness/base/plural.hpp"
#include "harness/report/number_text.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

constexpr std::size_t most_rows = 2;  // beside the baseline's

// The checksum of a launch whose output was empty or was not looked at: XXH3, 64 bits, of no bytes.
constexpr const char* hash_of_nothing = "2d06800538d394c2";

// By what a reader can do without where there is no room (AnswerLine::rank).
constexpr std::pair<std::string_view, int> ranks[] = {{"ANSWER", 0}, {"SCALES", 0}, {"USE", 0},
                                                      {"PROVED", 1}, {"ALSO", 2},   {"VARIANT", 2},
                                                      {"NOTE", 3},   {"NEXT", 2}};

AnswerLine line(std::string_view word, const std::string& text) {
  const auto* const known =
      std::find_if(std::begin(ranks), std::end(ranks), [&](const auto& rank) { return rank.first == word; });
  return {std::string(word), text, known == std::end(ranks) ? 0 : known->second};
}

// Reads one program's table.
class Answerer {
 public:
  Answerer(const Dataset& dataset, const Findings& findings, const KernelTable& table,
           const EnvironmentOf& environment_of)
      : dataset_(dataset), findings_(findings), table_(table), environment_of_(environment_of) {
    for (std::size_t level = 0; level < table.workers.size(); ++level)
      if (table.workers[level] == table.headline) level_ = level;
    for (const Row& row : table.rows) {
      if (row.twin || row.layout != table.baseline.layout) continue;
      if (row.allocator == table.baseline.allocator)
        baseline_ = &row;
      else if (row.over_baseline)
        others_.push_back(&row);
    }
  }

  Answer answer() const {
    Answer answer;
    answer.head.text = fmt::format("{}{}: {}, random order", table_.kernel,
                                   tells_layouts(table_) ? ", " + table_.baseline.layout : "",
                                   plural(table_.blocks, "block"));
    if (baseline_ == nullptr) return answer;
    answer.grid = grid();
    for (const Lines& some : {verdict_lines(), variant_lines(), scaling_lines(), use_lines(), proof_lines(),
                              note_lines(), next_lines(), run_line(findings_, table_.blocks)})
      answer.lines.insert(answer.lines.end(), some.begin(), some.end());
    return answer;
  }

 private:
  using Lines = std::vector<AnswerLine>;

  [[nodiscard]] const AtWorkers* together(const Row& row) const {
    return level_ ? &row.together[*level_] : nullptr;
  }

  [[nodiscard]] const Effect* time_together(const Row& row) const {
    return level_ ? &row.over_baseline->together[*level_] : nullptr;
  }

  // Of a program that makes its own workers, one copy was started for all of them.
  [[nodiscard]] bool is_one_copy() const {
    bool one = false;
    each_trial([&](const Cell& cell, const StoredTrial& trial) {
      one = one || (cell.workers > 1 && cell.siblings == Siblings::self && trial.result.workers.size() == 1);
    });
    return one;
  }

  [[nodiscard]] std::string at_once() const {
    return is_one_copy() ? fmt::format("with {} workers", table_.workers[*level_])
                         : fmt::format("{} at once", table_.workers[*level_]);
  }

  [[nodiscard]] Grid grid() const {
    Grid grid;
    grid.keys = 1;
    grid.columns = {{"", "allocator", false}, {"", "alone", false}};
    if (level_) grid.columns.push_back({"", at_once(), false});
    grid.columns.insert(grid.columns.end(), {{"", "faults", true}, {"", "peak", true}});
    add_row(grid, *baseline_);
    for (const Row* row : most_telling()) add_row(grid, *row);
    return grid;
  }

  // Those that help first, then those that take least.
  [[nodiscard]] std::vector<const Row*> most_telling() const {
    std::vector<const Row*> rows = others_;
    std::stable_sort(rows.begin(), rows.end(), [&](const Row* a, const Row* b) {
      return helps(*a) != helps(*b) ? helps(*a) : rank(*a) < rank(*b);
    });
    if (rows.size() > most_rows) rows.resize(most_rows);
    return rows;
  }

  void add_row(Grid& grid, const Row& row) const {
    std::vector<GridCell> cells = {{row.allocator, Tone::plain}};
    cells.push_back(
        row.over_baseline && row.over_baseline->alone.ratio.value
            ? GridCell{change_text(row.over_baseline->alone.ratio), cost_tone(row.over_baseline->alone)}
            : GridCell{time_text(row.alone), Tone::plain});
    if (const AtWorkers* at = together(row))
      cells.push_back(at->slowdown.ratio.value
                          ? GridCell{ratio_text(at->slowdown.ratio), slowdown_tone(at->slowdown)}
                          : GridCell{time_text(*at), Tone::plain});
    cells.push_back({count_text(row.alone.cold_minor_faults), Tone::plain});
    cells.push_back({bytes_text(row.alone.peak_bytes), Tone::plain});
    grid.rows.push_back(std::move(cells));
  }

  // "; compute 1.01": what the machine itself loses, in the same blocks.
  [[nodiscard]] std::string machine_text() const {
    const Row* const row = control();
    const AtWorkers* const at = row == nullptr || !level_ ? nullptr : find_at(*row, table_.workers[*level_]);
    if (at == nullptr || !at->slowdown.ratio.value) return {};
    return fmt::format("; compute {}", times(at->slowdown.ratio));
  }

  [[nodiscard]] const Row* control() const {
    for (const KernelTable& table : findings_.tables)
      if (only_computes(table, findings_.run.facts))
        for (const Row& row : table.rows)
          if (row.baseline) return &row;
    return nullptr;
  }

  [[nodiscard]] bool is_busy() const {
    const auto busy = [](const Effect& effect) { return effect.verdict == Verdict::busy; };
    if (const AtWorkers* at = together(*baseline_); at != nullptr && busy(at->slowdown)) return true;
    return std::any_of(others_.begin(), others_.end(), [&](const Row* row) {
      return busy(row->over_baseline->alone) || (level_ && busy(*time_together(*row)));
    });
  }

  [[nodiscard]] bool helps(const Row& row) const {
    return is_shown(row.over_baseline->alone, Verdict::gain) ||
           (level_ && is_shown(*time_together(row), Verdict::gain));
  }

  // What its time is over the baseline's where it counts: at once where that was measured, else alone.
  [[nodiscard]] double rank(const Row& row) const {
    const Effect& effect = level_ ? *time_together(row) : row.over_baseline->alone;
    return effect.ratio.value.value_or(1);
  }

  [[nodiscard]] std::vector<const Row*> helpers() const {
    std::vector<const Row*> rows;
    for (const Row* row : others_)
      if (helps(*row)) rows.push_back(row);
    std::sort(rows.begin(), rows.end(), [&](const Row* a, const Row* b) { return rank(*a) < rank(*b); });
    return rows;
  }

  static std::string claim(const Effect& effect) {
    if (is_shown(effect, Verdict::gain) || is_shown(effect, Verdict::loss))
      return less_or_more_text(effect.ratio);
    return effect.verdict == Verdict::equivalent ? "the same" : "no difference shown";
  }

  [[nodiscard]] std::string claims(const Row& row) const {
    std::string text = fmt::format("time alone {}", claim(row.over_baseline->alone));
    if (level_) text += fmt::format(", {} {}", at_once(), claim(*time_together(row)));
    return text;
  }

  // The largest effect that could have been missed.
  [[nodiscard]] std::optional<double> detectable() const {
    std::optional<double> largest;
    const auto take = [&](const Effect& effect) {
      if (effect.detectable) largest = std::max(largest.value_or(0), *effect.detectable);
    };
    for (const Row* row : others_) {
      take(row->over_baseline->alone);
      if (level_) take(*time_together(*row));
    }
    return largest;
  }

  [[nodiscard]] bool all_same() const {
    return std::all_of(others_.begin(), others_.end(), [&](const Row* row) {
      return row->over_baseline->alone.verdict == Verdict::equivalent &&
             (!level_ || time_together(*row)->verdict == Verdict::equivalent);
    });
  }

  [[nodiscard]] Lines verdict_lines() const {
    if (is_busy())
      return {line("ANSWER", "the machine was busy, so nothing is claimed; try again with --wait-quiet 5m")};
    if (table_.blocks < blocks_for_verdict) return {line("ANSWER", not_yet_text(findings_, table_.blocks))};
    if (others_.empty()) return {};
    Lines lines;
    for (const Row* row : helpers()) {
      if (lines.size() == 3) break;
      lines.push_back(
          line(lines.empty() ? "ANSWER" : "ALSO", fmt::format("{} helps, {}", row->allocator, claims(*row))));
    }
    if (!lines.empty()) return lines;
    const std::string where = level_ ? "alone and " + at_once() : "alone";
    if (all_same())
      return {
          line("ANSWER", fmt::format("nothing here helps: every allocator is within {} of {}, {}",
                                     margin_text(findings_.run.margin), table_.baseline.allocator, where))};
    return {line("ANSWER",
                 fmt::format("no allocator is shown to help, {}; an effect of {} would have been found in "
                             "four of five such runs",
                             where, effect_text(detectable().value_or(0))))};
  }

  // The other variants against the first, under the baseline's allocator.
  [[nodiscard]] Lines variant_lines() const {
    Lines lines;
    for (const Row& row : table_.rows) {
      if (row.twin || row.layout == table_.baseline.layout || row.allocator != table_.baseline.allocator)
        continue;
      const Effect& cost = row.costs[CostOf::layout].effect;
      if (!cost.ratio.value || lines.size() == 3) continue;
      const bool judged = cost.verdict == Verdict::gain || cost.verdict == Verdict::loss ||
                          cost.verdict == Verdict::equivalent || cost.verdict == Verdict::inconclusive;
      lines.push_back(
          line("VARIANT", fmt::format("{}, alone, against {}: {}", row.layout, table_.baseline.layout,
                                      judged ? claim(cost) : change_text(cost.ratio) + ", no verdict")));
    }
    return lines;
  }

  // Two decimals: the table has the others.
  static std::string times(const Estimate& ratio) { return fmt::format("{:.2f}×", *ratio.value); }

  static std::string loss_word(const Effect& effect) {
    if (is_shown(effect, Verdict::loss)) return ": a loss";
    if (is_shown(effect, Verdict::gain)) return ": a gain";
    if (effect.verdict == Verdict::equivalent) return ": it scales";
    return effect.verdict == Verdict::machine ? ": no more than the machine loses" : "";
  }

  [[nodiscard]] Lines scaling_lines() const {
    const AtWorkers* const at = together(*baseline_);
    if (at == nullptr || !at->judged().ratio.value || is_busy()) return {};
    const Effect& judged = at->judged();
    std::string text =
        is_one_copy()
            ? fmt::format("{} it takes {} the time that it takes with 1", at_once(), times(judged.ratio))
            : fmt::format("{} {} the time of one{}", at_once(), times(judged.ratio), loss_word(judged));
    const std::vector<const Row*> best = helpers();
    if (!best.empty())
      if (const Estimate& ratio = together(*best.front())->judged().ratio; ratio.value)
        text += fmt::format("; {} {}", best.front()->allocator, times(ratio));
    return {line("SCALES", text + machine_text())};
  }

  [[nodiscard]] Lines use_lines() const {
    const std::vector<const Row*> best = helpers();
    if (best.empty() || is_busy() || table_.blocks < blocks_for_verdict) return {};
    return {line("USE", fmt::format("{} {}", environment_of_(best.front()->allocator), table_.kernel))};
  }

  // Of this table's trials.
  template <class Take>
  void each_trial(Take take) const {
    for (const StoredTrial& trial : dataset_.trials)
      if (const Cell& cell = dataset_.run.cells.at(trial.planned.cell); cell.kernel == table_.kernel)
        take(cell, trial);
  }

  [[nodiscard]] Lines proof_lines() const {
    int launches = 0;
    std::map<std::string, std::set<std::string>> outputs;  // by variant
    std::set<std::string> unproven;
    each_trial([&](const Cell& cell, const StoredTrial& trial) {
      for (const WorkerResult& worker : trial.result.workers) {
        if (worker.sibling) continue;
        ++launches;
        outputs[cell.layout].insert(worker.checksum);
        if (!worker.unproven.empty()) unproven.insert(worker.unproven);
      }
    });
    if (launches == 0) return {};
    const bool same =
        std::all_of(outputs.begin(), outputs.end(), [](const auto& of) { return of.second.size() == 1; });
    const bool written = std::any_of(outputs.begin(), outputs.end(),
                                     [](const auto& of) { return !of.second.contains(hash_of_nothing); });
    std::string text = fmt::format("in {} malloc{} is the named library's",
                                   launches == 1 ? "1 launch" : fmt::format("{} launches", launches),
                                   unproven.empty() ? "" : " of the main process");
    if (written && same) text += "; the output is the same";
    Lines lines = {line("PROVED", text)};
    if (!unproven.empty())
      lines.push_back(line(
          "NOTE", fmt::format("of these processes nobody saw the allocator: {}", joined(unproven, "; "))));
    if (!same)
      lines.push_back(line("NOTE", "the output differs from launch to launch, so it proves nothing"));
    return lines;
  }

  [[nodiscard]] Lines note_lines() const {
    Lines lines;
    int failed = 0, trials = 0;
    std::string message;
    each_trial([&](const Cell&, const StoredTrial& trial) {
      ++trials;
      if (trial.result.outcome == Outcome::complete || is_skip(trial.result.outcome)) return;
      if (failed++ == 0) message = trial.result.message;
    });
    if (failed > 0)
      lines.push_back(
          line("NOTE", fmt::format("{} of {} trials are not complete: {}", failed, trials, message)));
    if (table_.kernel.find("python") != std::string::npos && !varies_pymalloc())
      lines.push_back(line("NOTE",
                           "python's own allocator serves objects up to 512 bytes; to send them to malloc: "
                           "--vary-env PYTHONMALLOC=pymalloc,malloc"));
    return lines;
  }

  [[nodiscard]] bool varies_pymalloc() const {
    const std::vector<std::string> layouts = layouts_of(table_);
    return std::any_of(layouts.begin(), layouts.end(), [](const std::string& layout) {
      return layout.find("PYTHONMALLOC=") != std::string::npos;
    });
  }

  [[nodiscard]] Lines next_lines() const {
    const AtWorkers* const at = together(*baseline_);
    if (at == nullptr || is_one_copy() || !is_shown(at->judged(), Verdict::loss)) return {};
    return {line("NEXT", fmt::format("why it loses: allocscale exec --why -- {}", table_.kernel))};
  }

  const Dataset& dataset_;
  const Findings& findings_;
  const KernelTable& table_;
  const EnvironmentOf& environment_of_;
  std::optional<std::size_t> level_;  // of table_.workers: the headline; absent: only alone
  const Row* baseline_ = nullptr;     // of the first variant
  std::vector<const Row*> others_;    // of the first variant
};

}  // namespace

std::vector<Answer> program_answers(const Dataset& dataset, const Findings& findings,
                                    const EnvironmentOf& environment_of) {
  std::vector<Answer> answers;
  for (const KernelTable& table : findings.tables)
    if (table.kind == KernelKind::program)
      answers.push_back(Answerer(dataset, findings, table, environment_of).answer());
  return answers;
}

}  // namespace allocscale
