#include "harness/report/explanation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "harness/base/clean_text.hpp"
#include "harness/base/date_text.hpp"
#include "harness/base/joined.hpp"
#include "harness/base/plural.hpp"
#include "harness/base/quantity.hpp"
#include "harness/report/attribution_words.hpp"
#include "harness/report/closing.hpp"
#include "harness/report/explained_grids.hpp"
#include "harness/report/number_text.hpp"
#include "harness/report/page.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

std::string machine_line(const Attribution& attribution) {
  if (!attribution.machine)
    return attribution.machine_kernel.empty()
               ? "machine: not told, the run has no control that only computes"
               : fmt::format("machine: not told, {} has no two blocks alone and with as many workers",
                             attribution.machine_kernel);
  if (attribution.machine->launches.of_two_kinds())
    return fmt::format(
        "machine: not told, the launches of {}, which needs no memory, are of two kinds: {}; no mean is given",
        attribution.machine->kernel,
        launches_text(attribution.machine->launches, attribution.subject.workers));
  return fmt::format("machine: {} of {}, which needs no memory, itself loses {} points with {} workers",
                     attribution.machine->kernel, format_duration(attribution.machine->time_ns),
                     points_text(attribution.machine->points), attribution.subject.workers);
}

std::string loss_line(const Attribution& attribution) {
  const RemovalLedger& removal = attribution.removal;
  if (!removal.loss) return fmt::format("loss: no interval, {}", plural(removal.blocks, "complete block"));
  std::string text = fmt::format("loss: {} points", points_text(*removal.loss));
  if (attribution.slowdown)
    text += fmt::format(", {:.2f}× {} ({:.2f}–{:.2f})", attribution.slowdown->estimate,
                        attribution.subject.ideal > 1
                            ? fmt::format("the {:.2f}× that sharing {} CPUs takes", attribution.subject.ideal,
                                          attribution.capacity)
                            : "the time alone",
                        attribution.slowdown->low, attribution.slowdown->high);
  if (removal.robust_where_tails_matter)
    text += fmt::format(", tail-sensitive: the robust value is {}",
                        points_text(*removal.robust_where_tails_matter));
  if (removal.verdict != Verdict::none) text += fmt::format(", {}", verdict_name(removal.verdict));
  if (removal.verdict == Verdict::none) return text + "; no verdict: " + plural(removal.blocks, "block");
  if (removal.verdict == Verdict::busy)
    return text + fmt::format("; {} of the time was spent waiting for a CPU",
                              percent_text(attribution.waiting_share));
  if (!removal.has_loss()) text += fmt::format("; no loss to attribute here ({})", no_loss_text(attribution));
  return text;
}

std::string flags_line(const Attribution& attribution) {
  std::string text;
  for (const QualityFlag flag : attribution.flags.flags().list())
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", quality_flag_info(flag).name,
                        attribution.flags.trials(flag));
  if (text.empty()) return "";
  return fmt::format("flags, of {} trials: {} (see describe)", attribution.trials, text);
}

// The cells of two kinds on which values of the grids rest; of the control, the line of the machine tells.
std::vector<std::string> two_kinds_lines(const Attribution& attribution) {
  std::vector<std::string> lines;
  for (const Launches& launches : attribution.others_of_two_kinds)
    if (launches.cell != attribution.machine_kernel)
      lines.push_back(
          fmt::format("{}: {}", launches.cell, launches_text(launches, attribution.subject.workers)));
  return lines;
}

// Of a subject whose launches are of two kinds: both, and those with a suspect taken away. Points would be of
// a mean that no launch has.
void put_two_kinds(Page& page, const Attribution& attribution) {
  const int workers = attribution.subject.workers;
  page.paragraph(
      fmt::format(
          "launches: of two kinds, {}; no launch has the mean of both, so no mean, loss or verdict is "
          "given",
          launches_text(attribution.launches, workers)),
      2);
  if (const std::string flags = flags_line(attribution); !flags.empty()) page.paragraph(flags, 2);
  std::vector<std::string> lines;
  for (const Change& change : attribution.changes)
    lines.push_back(fmt::format("{}: {}", change.name, launches_text(change.launches, workers)));
  page.list("launches with a suspect taken away:", lines);
}

std::string siblings_line(const Attribution& attribution) {
  if (attribution.siblings.empty()) return "siblings: not replaced in this experiment";
  std::string text = "siblings replaced, the victim loses: ";
  for (std::size_t i = 0; i < attribution.siblings.size(); ++i) {
    const Interference& one = attribution.siblings[i];
    text += fmt::format("{}beside {} {}", i == 0 ? "" : "; ", siblings_name(one.siblings),
                        points_text(one.points));
    if (one.beyond_machine && !one.void_rate)
      text += fmt::format(", without the machine's share {}", points_text(*one.beyond_machine));
    if (one.void_rate) text += fmt::format(" (void: {:.2f} of the rate asked for)", *one.rate);
  }
  return text;
}

std::string roofs_line(const Attribution& attribution) {
  std::string text = "roofs: ";
  for (const Roof& roof : attribution.roofs)
    text += fmt::format("{} keeps {:.0f} % ({:.0f} to {:.0f}) of its rate; ", roof.probe,
                        100 * roof.retained.estimate, 100 * roof.retained.low, 100 * roof.retained.high);
  if (attribution.roofs.empty()) text += "no probe was measured; ";
  return text + bandwidth_text(attribution);
}

// "12.3", "0.104": three digits, and no fraction of a large count.
std::string count_text(double count) {
  return count >= 100 ? format_count(std::round(count)) : fmt::format("{:.3g}", count);
}

std::string counted_finding_text(CountedFinding finding) {
  switch (finding) {
    case CountedFinding::more_work:
      return "; together there is more to do, and not only more to wait for";
    case CountedFinding::slower_work:
      return "; the same work takes more cycles together";
    case CountedFinding::missing_more:
      return "; the same work takes more cycles together, beside more misses";
    case CountedFinding::nothing:
      break;
  }
  return "";
}

// What the CPU counted, alone and together. Empty where it counted nothing.
std::string counted_line(const Attribution& attribution) {
  std::string text;
  for (const Counted& one : attribution.counted)
    text += fmt::format("{}{} {} alone, {} together ({:.2f}×, {:.2f}–{:.2f})", text.empty() ? "" : "; ",
                        one.event, count_text(one.alone), count_text(one.together), one.ratio.estimate,
                        one.ratio.low, one.ratio.high);
  if (text.empty()) return "";
  return fmt::format("counted per {}: {}{}",
                     attribution.counted.front().per_operation ? "operation" : "iteration", text,
                     counted_finding_text(counted_finding(attribution.counted, attribution.margin)));
}

// Counts the checks that passed and shows the manipulation checks among them; names every other check.
std::vector<std::string> check_lines(const Attribution& attribution) {
  std::vector<std::string> lines;
  std::string passed, unseen;
  int count = 0;
  for (const Check& check : attribution.checks) {
    if (check.result == CheckResult::passed) {
      ++count;
      if (check.kind == CheckKind::manipulation) passed += "; " + check_text(check);
    } else if (check.result == CheckResult::no_witness) {
      unseen += (unseen.empty() ? "" : "; ") + check_text(check);
    } else {
      lines.push_back(fmt::format("{}: {}{}", check_result_name(check.result), check_text(check),
                                  check.result == CheckResult::failed ? ", its removal is not used" : ""));
    }
  }
  if (attribution.replay_reading)
    lines.push_back(fmt::format("a replay reads its addresses in {} points, which no removal takes away",
                                points_text(*attribution.replay_reading)));
  lines.insert(lines.begin(), fmt::format("passed: {} of {}{}", count, attribution.checks.size(), passed));
  if (!unseen.empty()) lines.push_back("no witness on this machine: " + unseen);
  return lines;
}

std::string interaction_line(const RemovalLedger& removal, bool loss) {
  std::string text;
  for (const Interaction& one : removal.interactions) {
    const Interval& points = loss ? one.loss : one.cost;
    if (points.holds(0)) continue;
    Component first, second;
    first.suspects = one.first;
    second.suspects = one.second;
    text += fmt::format("{}{} with {} {}", text.empty() ? "" : "; ", component_text(first),
                        component_text(second), points_text(points));
  }
  return text.empty() ? "" : "together otherwise than one by one (exploratory): " + text;
}

// Whether a grid shows a minimum detectable effect.
bool shows_detectable(const RemovalLedger& removal) {
  const auto shows = [](const GameValue& value) {
    return value.verdict == ComponentVerdict::inconclusive && value.detectable;
  };
  const bool of_loss =
      removal.has_loss() && ((removal.machine && shows(*removal.machine)) || shows(removal.loss_left));
  return of_loss ||
         std::any_of(removal.components.begin(), removal.components.end(), [&](const Component& one) {
           return shows(one.cost) || (removal.has_loss() && shows(one.loss));
         });
}

// What follows the machine's line, where the subject's launches are of one kind: the values of all ledgers.
void put_ledgers(Page& page, const Attribution& attribution) {
  const RemovalLedger& removal = attribution.removal;
  page.paragraph(loss_line(attribution), 2);
  if (removal.loss) {
    for (const bool loss : {true, false}) {
      if (loss && !removal.has_loss()) continue;
      page.blank();
      page.grid(loss ? loss_grid(removal) : cost_grid(removal));
      if (const std::string line = interaction_line(removal, loss); !line.empty()) page.paragraph(line, 2);
    }
  }
  if (removal.loss && !removal.components.empty())
    page.paragraph(
        std::string(
            "Bracket: least and most over the orders in which suspects can go. Grade: how many kinds of "
            "evidence agree, A three, B two, C one; X: they contradict.") +
            (shows_detectable(removal)
                 ? " MDE: an effect of that size would have been found in four of five such runs."
                 : ""),
        2);
  page.list("launches of two kinds, of which no launch has the mean; values that rest on them are over both:",
            two_kinds_lines(attribution));
  if (!attribution.accounts.empty()) {
    page.blank();
    page.grid(accounts_grid(attribution));
  }
  page.blank();
  page.paragraph(siblings_line(attribution), 2);
  page.paragraph(roofs_line(attribution), 2);
  if (const std::string counted = counted_line(attribution); !counted.empty()) page.paragraph(counted, 2);
  if (const std::string flags = flags_line(attribution); !flags.empty()) page.paragraph(flags, 2);
  for (const Suspect suspect : removal.not_removable)
    page.paragraph(fmt::format("{}: not removable by itself{}", suspect_name(suspect),
                               why_not_removable(attribution, suspect)),
                   2);
  for (const Suspect suspect : attribution.not_there)
    page.paragraph(fmt::format("{}: {}", suspect_name(suspect),
                               attribution.subject.has.opaque
                                   ? "not looked for, nobody knows what a program does with its memory"
                                   : "there is none in " + attribution.subject.layout),
                   2);
  page.list("checks:", check_lines(attribution));
}

// What the times are, and the number that points are percent of.
std::string times_line(const Attribution& attribution) {
  const RemovalLedger& removal = attribution.removal;
  std::string text =
      fmt::format("Times are {}; {}; {}{}", estimand_text(attribution),
                  attribution.design == Design::paired ? "paired in one process" : "separate processes",
                  plural(removal.blocks, "block"),
                  removal.left_out > 0 ? fmt::format(" ({} left out)", removal.left_out) : "");
  if (!attribution.launches.of_two_kinds())
    text += fmt::format("; alone {}, which is 100 points",
                        attribution.time_ns ? format_duration(attribution.time_ns->estimate) : absent_text);
  return text + ".";
}

}  // namespace

std::string explained_run(const Dataset& dataset, const TerminalStyle& style) {
  const RunLabel& label = dataset.label;
  Page page(style);
  page.paragraph(fmt::format("run {} of {}, {}{}", label.number, clean_line(dataset.run.experiment),
                             local_time_text(label.started_at_unix_ns),
                             label.note.empty() ? "" : "; note: " + clean_line(label.note)),
                 2);
  return std::move(page).text();
}

std::string explanation(const Attribution& attribution, const TerminalStyle& style) {
  Page page(style);
  page.title(
      fmt::format("{}: {} workers against one", subject_text(attribution), attribution.subject.workers));
  page.paragraph(times_line(attribution));
  page.paragraph(machine_line(attribution), 2);
  if (attribution.launches.of_two_kinds())
    put_two_kinds(page, attribution);
  else
    put_ledgers(page, attribution);
  page.blank();
  page.paragraph(joined(closing_sentences(attribution), " "));
  if (!attribution.launches.of_two_kinds())
    page.paragraph(
        "The processes share no allocator: what one causes here, it "
        "causes through the faults, the memory and the writes above.");
  return std::move(page).text();
}

}  // namespace allocscale
