#include "harness/report/notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "harness/analysis/false_discovery.hpp"
#include "harness/analysis/running_time.hpp"
#include "harness/base/clean_text.hpp"
#include "harness/base/date_text.hpp"
#include "harness/base/plural.hpp"
#include "harness/base/quantity.hpp"
#include "harness/report/grid.hpp"
#include "harness/report/number_text.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

// A row's values at every number of workers.
std::vector<const AtWorkers*> levels_of(const Row& row) {
  std::vector<const AtWorkers*> levels = {&row.alone};
  for (const AtWorkers& at : row.together) levels.push_back(&at);
  return levels;
}

// Trials of a row that ended alike, over its numbers of workers.
struct Ending {
  std::string where;
  int trials = 0;
  Outcome outcome = Outcome::failed;
  std::string message;
};

std::vector<Ending> endings_of(const Row& row, int capacity) {
  std::vector<Ending> endings;
  for (const AtWorkers* at : levels_of(row)) {
    const std::string where = workers_text(at->workers, capacity);
    for (const Incomplete& incomplete : at->incomplete) {
      const auto alike = std::find_if(endings.begin(), endings.end(), [&](const Ending& ending) {
        return ending.outcome == incomplete.outcome && ending.message == incomplete.message;
      });
      if (alike == endings.end()) {
        endings.push_back({where, incomplete.trials, incomplete.outcome, incomplete.message});
      } else {
        alike->where += ", " + where;
        alike->trials += incomplete.trials;
      }
    }
  }
  return endings;
}

// Says that no law was fitted because there were too few levels of P. Empty if there are enough levels, and
// if there are at most two, since the experiment then asked for no law.
std::string lacking_levels(const KernelTable& table, int capacity) {
  std::set<int> levels;
  for (const Row& row : table.rows)
    for (const AtWorkers& at : row.together)
      if (at.slowdown.ratio.value) levels.insert({1, at.workers});
  const auto within = static_cast<int>(std::distance(levels.begin(), levels.upper_bound(capacity)));
  if (levels.size() < 3 || within >= levels_for_law) return "";
  return fmt::format("no scaling law: {} of workers within the {}, 1 included; {} are needed.",
                     plural(within, "level"), plural(capacity, "CPU"), levels_for_law);
}

}  // namespace

std::string run_words(const RunLabel& label) {
  return fmt::format("{}, {}", label.number, local_time_text(label.started_at_unix_ns));
}

std::vector<std::pair<std::string, std::string>> head_lines(const Findings& findings) {
  std::vector<std::pair<std::string, std::string>> lines;
  if (findings.label.number != 0) lines.emplace_back("run", run_words(findings.label));
  if (!findings.label.note.empty()) lines.emplace_back("note", clean_line(findings.label.note));
  const std::string caches = caches_text(findings.run.machine);
  const std::vector<std::pair<std::string, std::string>> others = {
      {"machine", machine_summary(findings.run.machine)},
      {"CPUs",
       fmt::format("{} available to a trial{}{}", findings.run.capacity, caches.empty() ? "" : "; ", caches)},
      {"baseline", baseline_text(findings.run.baseline)},
      {"blocks",
       fmt::format("{} wanted, order drawn from seed {}", findings.run.blocks_wanted, findings.run.seed)},
  };
  lines.insert(lines.end(), others.begin(), others.end());
  if (!findings.run.program.empty()) lines.emplace_back("begun by", clean_line(findings.run.program));
  if (!findings.run.command.empty()) lines.emplace_back(command_line_name, clean_line(findings.run.command));
  return lines;
}

std::vector<std::string> settings_of(const AllocatorBuild& build) {
  std::vector<std::string> all;
  for (const auto* const list : {&build.settings, &build.arm_variables})
    for (const std::string& setting : *list) all.push_back(clean_line(setting));
  return all;
}

std::string proof_note(const Findings& findings) {
  const auto& kernels = findings.run.facts.kernels;
  const bool programs = std::any_of(kernels.begin(), kernels.end(), [](const auto& kernel) {
    return kernel.second.kind == KernelKind::program;
  });
  if (programs)
    return "Each complete trial proved that its allocation functions belong to the library named here: a kernel's "
           "before it measured, a program's from inside each process that was seen.";
  return "Each complete trial proved, before it measured, that its "
         "allocation functions belong to the library named here.";
}

std::string table_subtitle(const KernelTable& table) {
  std::string text =
      fmt::format("Times are {}; {}", estimand_text(table.estimand, table.settled_from, table.iterations),
                  plural(table.blocks, "block"));
  if (!table.workers.empty())
    text += table.design == Design::paired ? "; alone and together in turn in one process"
                                           : "; alone and together in separate processes";
  if (!table.setting.empty()) text += "; " + table.setting;
  const auto is_twin = [](const Row& row) { return row.twin; };
  if (!table.workers.empty() && std::any_of(table.rows.begin(), table.rows.end(), is_twin))
    text += "; the baseline's slowdown is the mean of its own and its twin's";
  if (!table.otherwise.empty()) text += "; where a row does not say otherwise, " + table.otherwise;
  return text + ".";
}

std::vector<std::string> flag_notes(const KernelTable& table) {
  QualityFlags raised;
  for (const Row& row : table.rows)
    for (const AtWorkers* at : levels_of(row)) raised.raise_all(at->flags.flags());
  std::vector<std::string> notes;
  for (const QualityFlag flag : raised.list()) {
    const QualityFlagInfo& info = quality_flag_info(flag);
    notes.push_back(fmt::format("{}: {}.", info.name, info.advice));
  }
  return notes;
}

std::vector<std::string> ending_notes(const KernelTable& table, const Findings& findings) {
  std::vector<std::string> notes;
  for (const Row& row : table.rows)
    for (const Ending& ending : endings_of(row, findings.run.capacity))
      notes.push_back(fmt::format("{}, {}: {}, {}{}{}.", row_text(row), ending.where,
                                  plural(ending.trials, "trial"), outcome_name(ending.outcome),
                                  ending.message.empty() ? "" : ": ", ending.message));
  return notes;
}

std::vector<std::string> left_out_notes(const KernelTable& table, const Findings& findings) {
  std::vector<std::string> notes;
  for (const Row& row : table.rows) {
    const std::string name = row_text(row);
    for (const AtWorkers& at : row.together)
      if (at.slowdown.left_out > 0 && at.slowdown.ratio.value)
        notes.push_back(fmt::format(
            "{}, {}: {} left out of the slowdown, where one of its two trials is missing.", name,
            workers_text(at.workers, findings.run.capacity), plural(at.slowdown.left_out, "block")));
    for (const Cost& cost : row.costs)
      if (cost.effect.left_out > 0 && cost.effect.ratio.value)
        notes.push_back(
            fmt::format("{}, alone: {} left out of the comparison with {}, where one of the two is missing.",
                        name, plural(cost.effect.left_out, "block"), cost.against));
  }
  return notes;
}

std::vector<std::string> mode_notes(const KernelTable& table, const Findings& findings) {
  std::vector<std::string> notes;
  for (const Row& row : table.rows)
    for (const AtWorkers* at : levels_of(row))
      if (at->modes)
        notes.push_back(fmt::format(
            "{}, {}: its launches are of two kinds, {} of the {}. No launch has their mean, so none is given, "
            "nor a ratio or verdict that would rest on it.",
            row_text(row), workers_text(at->workers, findings.run.capacity), modes_text(*at->modes),
            plural(at->modes->count, "trial")));
  return notes;
}

std::vector<std::string> discovery_notes(const KernelTable& table, const Findings& findings) {
  std::vector<std::string> notes;
  const auto add = [&](const Effect& effect, const std::string& name, const std::string& where) {
    if (may_be_chance(effect))
      notes.push_back(
          fmt::format("{}, {}: one of many comparisons; among all of them it may be chance (adjusted p {}).",
                      name, where, p_text(*effect.adjusted_p, discovery_rate)));
  };
  for (const Row& row : table.rows) {
    const std::string name = row_text(row);
    for (const Cost& cost : row.costs) add(cost.effect, name, "alone, against " + cost.against);
    for (const AtWorkers& at : row.together)
      add(at.judged(), name, workers_text(at.workers, findings.run.capacity));
  }
  return notes;
}

std::vector<std::string> law_notes(const KernelTable& table, const Findings& findings) {
  std::vector<std::string> notes;
  for (const Row& row : table.rows) {
    if (!row.law || row.twin) continue;
    const ScalingLaw& law = *row.law;
    const auto coefficient = [](const Interval& one) {
      return fmt::format("{:.4f} ({:.4f}–{:.4f})", one.estimate, one.low, one.high);
    };
    const std::string hinge =
        law.saturation
            ? fmt::format("a resource that is enough for {:.1f} workers misses it", *law.saturation)
            : "no slowdown at all misses it";
    notes.push_back(
        fmt::format("{}: the slowdown of P workers is 1 + a(P − 1) + bP(P − 1), a = {} for waiting in "
                    "line, b = {} for cross-talk; it misses a level that is left out by {:.3f}, {} by "
                    "{:.3f}. A description and no cause; it says nothing beyond {} workers.",
                    row_text(row), coefficient(law.contention), coefficient(law.coherency), law.law_error,
                    hinge, law.hinge_error, law.largest * 3 / 2));
  }
  if (std::string lacking = lacking_levels(table, findings.run.capacity); notes.empty() && !lacking.empty())
    notes.push_back(std::move(lacking));
  return notes;
}

std::vector<std::string> cliff_notes(const KernelTable& table) {
  std::vector<std::string> notes;
  for (const BeyondCliff& beyond : table.beyond_cliffs)
    notes.push_back(
        fmt::format("{} {} with {}: its list buffer of about {} lies beyond the cliff at {} for {} buffer, "
                    "from where freed memory goes back and is faulted in again.",
                    format_count(static_cast<double>(table.size)), beyond.layout, beyond.allocator,
                    format_bytes(static_cast<double>(beyond.buffer.bytes)),
                    format_bytes(static_cast<double>(beyond.cliff_bytes)),
                    beyond.buffer.use == BufferUse::growing ? "a growing" : "one"));
  return notes;
}

std::string shared_process_note(const KernelTable& table) {
  const bool lacks_peaks = std::any_of(table.rows.begin(), table.rows.end(), [](const Row& row) {
    return row.cell.start == StartMethod::thread &&
           std::any_of(row.together.begin(), row.together.end(),
                       [](const AtWorkers& at) { return at.complete > 0 && !at.peak_bytes; });
  });
  if (!lacks_peaks) return "";
  return "start thread: no peak memory per worker is given, since workers that are threads share one process; its "
         "peak is stored with worker 0.";
}

std::string oversubscription_note(const KernelTable& table, const Findings& findings) {
  if (table.workers.empty() || table.workers.back() <= findings.run.capacity) return "";
  return fmt::format(
      "* more workers than the {} available: \"per CPU share\" is the slowdown divided by workers/CPUs, the "
      "least that sharing must cost a task that computes; the verdict and the overview are on it.",
      plural(findings.run.capacity, "CPU"));
}

std::vector<std::string> reading_notes(const Findings& findings, bool wide) {
  const std::string margin = margin_text(findings.run.margin);
  std::vector<std::string> notes = {
      "Time: running time of one task per worker, which is its elapsed time less its wait for a CPU (where "
      "workers share CPUs or are not pinned: elapsed time); mean over workers, geometric mean over blocks; ± "
      "is the half-width of its 95 % interval.",
      "Slowdown: time with that many workers over time alone, the same work for each worker, paired by "
      "block (the baseline's is the mean of its own and its twin's); in brackets its 95 % interval (Student's t over blocks, on logarithms).",
      "Settled: iterations from the one on from which faults and times repeat, by one rule for all rows of a "
      "table. Cold: iteration 0 of a process, which touches its memory for the first time.",
      fmt::format(
          "Verdict: equivalent, the 90 % interval lies within {} of no change; LOSS or GAIN, the 95 "
          "% interval excludes no change; else inconclusive. None is given below {} blocks. Busy: more than "
          "{} of the time was spent waiting for a CPU, so nothing is claimed. Machine: a loss that is not "
          "claimed, since the task that only computes is not shown to be as fast with as many workers. Two kinds: "
          "the launches of one of the two are of two kinds, so there is no ratio of their means. (chance?): "
          "a difference by its own interval that does not stand among all comparisons of the run.",
          margin, blocks_for_verdict, percent_text(most_waiting_of_row)),
      "Alone, against another row: the difference in the time alone (the cost), which is no scaling loss. A row "
      "is compared with the one that differs from it in one thing only: in the allocator, or in the layout. That "
      "one, which has the baseline's allocator or layout, is the reference. An arm is compared with its own "
      "allocator, and several changes of the setting with one change less.",
      "CPU time: per worker, geometric mean over trials, as the times; faults: mean over trials. "
      "Peak memory: of the largest worker, median over trials. Memory left: proportional memory of a worker after "
      "the task, when its lists are gone; kept: the part of it that the allocator says it keeps; means over trials.",
      fmt::format("{}: no value was measured. Flags count the trials that raised them.", absent_text),
  };
  if (wide)
    notes.push_back(
        "Build, operate, teardown: the phases of a task, elapsed time of an iteration, mean over workers, geometric "
        "mean over trials.");
  return notes;
}

std::vector<std::string> table_notes(const KernelTable& table, const Findings& findings) {
  std::vector<std::string> notes;
  const auto add = [&](std::vector<std::string> more) {
    notes.insert(notes.end(), more.begin(), more.end());
  };
  if (std::string note = oversubscription_note(table, findings); !note.empty())
    notes.push_back(std::move(note));
  if (std::string note = shared_process_note(table); !note.empty()) notes.push_back(std::move(note));
  add(mode_notes(table, findings));
  add(ending_notes(table, findings));
  add(left_out_notes(table, findings));
  add(law_notes(table, findings));
  add(discovery_notes(table, findings));
  add(cliff_notes(table));
  add(flag_notes(table));
  return notes;
}

}  // namespace allocscale
