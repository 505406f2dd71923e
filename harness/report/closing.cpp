#include "harness/report/closing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "harness/attribution/changes.hpp"
#include "harness/attribution/leading.hpp"
#include "harness/base/joined.hpp"
#include "harness/base/plural.hpp"
#include "harness/report/attribution_words.hpp"
#include "harness/report/number_text.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

// The game that the sentences describe: the loss if there is one, else the cost.
struct Spoken {
  bool loss;

  [[nodiscard]] const GameValue& value(const Component& component) const {
    return loss ? component.loss : component.cost;
  }
  [[nodiscard]] std::optional<Grade> grade(const Component& component) const {
    return loss ? component.loss_grade : component.cost_grade;
  }
};

std::string signless(double points) {
  return fmt::format("{}{:.1f}", points < -0.05 ? "−" : "", std::abs(points));
}

// "39.7 points (39.0 to 40.5)"; for a gain, with the signs turned round.
std::string amount_text(const Interval& points) {
  const bool gained = points.estimate < 0;
  return fmt::format("{:.1f} points ({} to {})", std::abs(points.estimate),
                     signless(gained ? -points.high : points.low),
                     signless(gained ? -points.low : points.high));
}

// The part of the loss that the machine causes: CPU time that was not available to any program.
std::string machine_text(const Attribution& attribution) {
  std::string text;
  if (attribution.machine && !attribution.machine->launches.of_two_kinds() &&
      attribution.machine->points.low > 0)
    text += fmt::format(", where {} loses {:.1f}", attribution.machine->kernel,
                        attribution.machine->points.estimate);
  if (attribution.accounts.empty()) return text;
  const auto& waiting = attribution.accounts.back().lines.run_queue;
  if (waiting && waiting->low > 0 && waiting->estimate > attribution.removal.loss->estimate / 4)
    text += fmt::format(", {:.1f} of the {:.1f} in its accounts waiting for a CPU", waiting->estimate,
                        attribution.accounts.back().lines.wall.estimate);
  return text;
}

std::string judged_text(const Attribution& attribution) {
  const RemovalLedger& removal = attribution.removal;
  if (!removal.loss)
    return fmt::format("Nothing can be attributed: {} {} every cell that is needed", removal.blocks,
                       removal.blocks == 1 ? "block has" : "blocks have");
  if (removal.verdict == Verdict::busy)
    return fmt::format(
        "The machine was busy: {} of the time was spent waiting for a CPU that other programs had, so no loss is "
        "claimed and none is attributed",
        percent_text(attribution.waiting_share));
  if (removal.has_loss())
    return fmt::format("{} loses {} with {} workers{}", subject_text(attribution), amount_text(*removal.loss),
                       attribution.subject.workers, machine_text(attribution));
  if (removal.verdict == Verdict::none)
    return fmt::format("Whether it loses cannot be told ({} {} no verdict, {} do)",
                       plural(removal.blocks, "block"), removal.blocks == 1 ? "gives" : "give",
                       blocks_for_verdict);
  if (removal.verdict == Verdict::gain)
    return fmt::format("There is no loss to attribute here: with {} workers it gains {}",
                       attribution.subject.workers, amount_text(*removal.loss));
  const std::string open =
      removal.verdict == Verdict::equivalent
          ? ""
          : fmt::format("none is shown, up to {:.1f} points are not excluded; ", removal.loss->high);
  return fmt::format("There is no loss to attribute here ({}{})", open, no_loss_text(attribution));
}

// A component's share of the loss may be known even if both are uncertain in points.
std::string hint_text(const Component& top, const GameValue& value) {
  if (!value.share || value.share->low <= 0) return "";
  return fmt::format(", though {:.0f} % of it ({:.0f} to {:.0f}, taken by itself) went with the {}",
                     100 * value.share->estimate, 100 * value.share->low, 100 * value.share->high,
                     component_text(top));
}

// How much of the loss is the machine's, as far as its interval shows.
std::string machine_part(const Attribution& attribution) {
  const RemovalLedger& removal = attribution.removal;
  const auto& share = removal.machine->share;
  const char* taken = ", which takes as much from a task that needs no memory";
  if (removal.is_all_machines) return fmt::format("all of it is the machine's{}", taken);
  if (share && share->low >= 0.5) return fmt::format("at least half of it is the machine's{}", taken);
  return fmt::format("{} of it are the machine's{}", amount_text(removal.machine->points), taken);
}

std::string residual_part(const Attribution& attribution) {
  const RemovalLedger& removal = attribution.removal;
  const char* how_much =
      removal.loss_left.share && removal.loss_left.share->low > 0.5 ? "most" : "the largest part";
  const bool removed = std::any_of(
      removal.components.begin(), removal.components.end(),
      [](const Component& component) { return component.loss.verdict != ComponentVerdict::nothing; });
  return fmt::format(
      "{} of it, {}, stays when {}{}", how_much, amount_text(removal.loss_left.points),
      removed ? "every suspect is gone" : "suspects are taken away of which none was there",
      attribution.bandwidth == BandwidthVerdict::bound ? ", and memory bandwidth binds it" : "");
}

std::string part_name(const LeadingPart& part) {
  if (part.kind == PartKind::residual) return "what stays when every suspect is gone";
  if (part.kind == PartKind::machine) return "the machine's share";
  return "the " + component_text(*part.component);
}

// "39.5 points (38.8 to 40.2) go with the page-fault path".
std::string component_part(const LeadingPart& part, const Spoken& spoken) {
  return fmt::format("{}{} go with {}{}", amount_text(part.value->points),
                     spoken.loss ? "" : " of the time alone", part_name(part),
                     part.value->verdict == ComponentVerdict::shared
                         ? " or with another, as the order of removal has it"
                         : "");
}

// What leads, where something is shown to.
std::string shown_text(const Attribution& attribution, const Spoken& spoken, const Leading& leading) {
  if (leading.shown.size() == 1) {
    switch (leading.shown[0].kind) {
      case PartKind::machine:
        return machine_part(attribution);
      case PartKind::residual:
        return residual_part(attribution);
      case PartKind::component:
        return component_part(leading.shown[0], spoken);
    }
  }
  std::vector<std::string> parts;
  for (const LeadingPart& part : leading.shown)
    parts.push_back(part.kind == PartKind::component
                        ? component_part(part, spoken)
                        : fmt::format("{} are {}", amount_text(part.value->points), part_name(part)));
  return enumerated(parts) + ", of which none is shown to be the largest";
}

// Parts that are as large, for all that is known, and parts on which the ledgers disagree.
std::string doubt_text(const Leading& leading) {
  std::string text;
  std::vector<std::string> untold;
  for (const LeadingPart& part : leading.not_shown)
    untold.push_back(fmt::format("{}, {}", part_name(part), amount_text(part.value->points)));
  if (!leading.shown.empty() && !untold.empty())
    text += fmt::format("; not shown, nor shown to be smaller: {}", enumerated(untold));
  for (const LeadingPart& part : leading.contradicted)
    text += fmt::format(
        "; {} went with the removal of {}, but the ledgers contradict each other (grade X), which "
        "leaves it open",
        amount_text(part.value->points), part_name(part));
  return text;
}

// Causes that are shown, and shown to be smaller than what leads.
std::string lesser_text(const Attribution& attribution, const Spoken& spoken, const Leading& leading) {
  std::vector<std::string> lesser;
  for (const Component& component : attribution.removal.components) {
    const auto is_it = [&](const LeadingPart& part) { return part.component == &component; };
    const bool told = std::any_of(leading.shown.begin(), leading.shown.end(), is_it) ||
                      std::any_of(leading.not_shown.begin(), leading.not_shown.end(), is_it) ||
                      std::any_of(leading.contradicted.begin(), leading.contradicted.end(), is_it);
    const GameValue& value = spoken.value(component);
    if (!told && value.verdict == ComponentVerdict::cause)
      lesser.push_back(fmt::format("the {}, {}", component_text(component), amount_text(value.points)));
  }
  return lesser.empty() ? "" : "; less, but shown too: " + enumerated(lesser);
}

std::string cause_sentence(const Attribution& attribution, const Spoken& spoken, const Leading& leading,
                           const Component* top) {
  const std::string whole = judged_text(attribution);
  if (!leading.shown.empty())
    return whole + "; " + shown_text(attribution, spoken, leading) +
           lesser_text(attribution, spoken, leading) + doubt_text(leading) + ".";
  if (top == nullptr) return whole + (attribution.removal.loss ? ", and no suspect was taken away." : ".");
  const GameValue& value = spoken.value(*top);
  if (value.verdict == ComponentVerdict::none)
    return fmt::format("{}; fewer than 20 blocks allow no verdict on its parts.", whole);
  if (!leading.contradicted.empty()) return whole + doubt_text(leading) + ".";
  return fmt::format("{}; none of the suspects that were taken away is shown to be behind {}{}.", whole,
                     spoken.loss ? "it" : "the time alone", hint_text(*top, value));
}

// The components that the first sentence names, and that some ledger supports.
std::vector<const Component*> named_components(const Leading& leading) {
  std::vector<const Component*> named;
  for (const LeadingPart& part : leading.shown)
    if (part.component != nullptr && part.grade && part.value->verdict == ComponentVerdict::cause)
      named.push_back(part.component);
  return named;
}

// What of the passed checks shows that the removal of this component took the counter away.
std::string silenced_text(const Attribution& attribution, const Component& component) {
  for (const Check& check : attribution.checks)
    if (check.kind == CheckKind::manipulation && check.result == CheckResult::passed &&
        component.suspects[0] == Suspect::page_faults)
      return fmt::format(" ({})", check_text(check));
  return "";
}

std::string evidence_sentence(const Attribution& attribution, const Spoken& spoken,
                              const std::vector<const Component*>& named) {
  static constexpr const char* agreement[] = {
      "the accounts of time, the removal and replaced siblings agree, and the checks passed",
      "two ledgers agree",
      "one ledger alone says so",
      "the ledgers contradict each other",
  };
  std::string text;
  for (const Component* component : named) {
    const Grade grade = *spoken.grade(*component);
    // No siblings are beside what is alone, so of a cost the two can be no others.
    const char* const words = !spoken.loss && grade == Grade::b ? "the accounts of time and the removal agree"
                                                                : agreement[static_cast<std::size_t>(grade)];
    text += fmt::format("{} {}{}: {}{}", text.empty() ? "Grade" : "; grade", grade_name(grade),
                        named.size() > 1 ? " (" + component_text(*component) + ")" : "", words,
                        silenced_text(attribution, *component));
  }
  return text + ".";
}

std::string change_name(const Change& change) {
  return fmt::format("{}`{}`", change.remedy == Remedy::arm ? "keep freed memory: " : "the layout ",
                     change.name);
}

// What keeping memory costs: "; after the task a worker holds 97.1 MiB, not 1.50 MiB (kept by the allocator:
// 95.8 MiB, not 0 B)". Of a layout, nothing.
std::string price_text(const Attribution& attribution, const Change& change) {
  if (change.remedy != Remedy::arm) return "";
  const MemoryLeft &with = change.left, &without = attribution.left;
  if (!with.proportional || !without.proportional)
    return "; what memory a worker holds after the task was not measured";
  std::string text = fmt::format("; after the task a worker holds {}, not {}", bytes_text(with.proportional),
                                 bytes_text(without.proportional));
  if (with.retained && without.retained)
    text += fmt::format(" (kept by the allocator: {}, not {})", bytes_text(with.retained),
                        bytes_text(without.retained));
  return text;
}

// The first of them in full; of the others, the times and the slowdown; of each, its price.
std::string changes_text(const Attribution& attribution, const std::vector<Change>& changes) {
  std::string text;
  for (const Change& change : changes) {
    if (text.empty())
      text = fmt::format(
          "{}, measured {:.2f}× the time alone ({:.2f}–{:.2f}) and {:.2f}× ({:.2f}–{:.2f}) with {} workers, a "
          "slowdown of {:.2f}× instead of {:.2f}×",
          change_name(change), change.alone.estimate, change.alone.low, change.alone.high,
          change.together.estimate, change.together.low, change.together.high, attribution.subject.workers,
          change.slowdown.estimate, attribution.slowdown->estimate);
    else
      text += fmt::format("; {}, {:.2f}× and {:.2f}×, a slowdown of {:.2f}×", change_name(change),
                          change.alone.estimate, change.together.estimate, change.slowdown.estimate);
    text += price_text(attribution, change);
  }
  return text;
}

// The changes whose launches are of two kinds: nothing is claimed of them.
std::string untold_changes(const Attribution& attribution) {
  std::string text;
  for (const Change& change : attribution.changes)
    if (change.remedy != Remedy::rehearsal && change.launches.of_two_kinds())
      text += fmt::format(" The launches with `{}` are of two kinds, so no mean of it is given: {}.",
                          change.name, launches_text(change.launches, attribution.subject.workers));
  return text;
}

// Where there is a loss, a change must lower it; one that is only faster is said to be that and no more.
std::string change_sentence(const Attribution& attribution) {
  const std::string faster = changes_text(attribution, faster_changes(attribution));
  const std::string untold = untold_changes(attribution);
  if (!attribution.removal.has_loss())
    return (faster.empty() ? "No change that was measured here is shown to make it faster."
                           : "What makes it faster: " + faster + ".") +
           untold;
  const std::string lowering = changes_text(attribution, lowering_changes(attribution));
  std::string text = lowering.empty() ? "No change that was measured here is shown to lower the loss"
                                      : "What changes it: " + lowering;
  if (!faster.empty()) text += "; faster, not less lossy: " + faster;
  return text + "." + untold;
}

// Of a subject whose launches are of two kinds: what is not claimed, and which changes have launches of one
// kind.
std::vector<std::string> two_kinds_sentences(const Attribution& attribution) {
  const int workers = attribution.subject.workers;
  std::vector<std::string> sentences = {
      fmt::format("The launches of {} are of two kinds: {}", subject_text(attribution),
                  launches_text(attribution.launches, workers)),
      "No launch has the mean of both, so no mean is given, no loss is claimed and none is attributed"};
  std::vector<std::string> alike;
  for (const Change& change : attribution.changes)
    if (change.remedy != Remedy::rehearsal && !change.launches.of_two_kinds())
      alike.push_back(fmt::format("`{}` ({})", change.name, launches_text(change.launches, workers)));
  if (!alike.empty() && attribution.removal.blocks >= blocks_for_verdict)
    sentences.push_back("All launches are of one kind with " + enumerated(alike));
  for (std::string& sentence : sentences) sentence += ".";
  return sentences;
}

std::string untold_sentence(const Attribution& attribution) {
  std::vector<std::string> untold;
  for (const Suspect suspect : attribution.removal.not_removable)
    untold.push_back(fmt::format("{} by itself (not removable here{})", suspect_name(suspect),
                                 why_not_removable(attribution, suspect)));
  if (!attribution.machine)
    untold.push_back("the machine's own share (" +
                     (attribution.machine_kernel.empty()
                          ? "the run has no control that only computes"
                          : attribution.machine_kernel + " has no two blocks") +
                     ")");
  if (attribution.siblings.empty()) untold.push_back("interference (no siblings were replaced)");
  if (attribution.removal.has_loss() && attribution.bandwidth == BandwidthVerdict::not_settled)
    untold.push_back("whether bandwidth binds it");
  if (untold.empty()) return "";
  return "Not told on this machine: " + enumerated(untold) + ".";
}

std::string capitalised(std::string sentence) {
  if (sentence[0] >= 'a' && sentence[0] <= 'z') sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
  return sentence;
}

}  // namespace

std::vector<std::string> closing_sentences(const Attribution& attribution) {
  if (attribution.launches.of_two_kinds()) return two_kinds_sentences(attribution);
  const Spoken spoken = {attribution.removal.has_loss()};
  const Component* top =
      largest_component(attribution.removal, spoken.loss ? &Component::loss : &Component::cost);
  const Leading leading = leading_parts(attribution.removal, spoken.loss ? Game::loss : Game::cost);
  std::vector<std::string> sentences = {capitalised(cause_sentence(attribution, spoken, leading, top))};
  if (const auto named = named_components(leading); !named.empty())
    sentences.push_back(evidence_sentence(attribution, spoken, named));
  if (!attribution.changes.empty() && attribution.slowdown &&
      attribution.removal.blocks >= blocks_for_verdict)
    sentences.push_back(change_sentence(attribution));
  if (std::string untold = untold_sentence(attribution); !untold.empty())
    sentences.push_back(std::move(untold));
  return sentences;
}

}  // namespace allocscale
