#include "harness/report/closing.hpp"

#include <fmt/format.h>

#include <cmath>

#include "harness/attribution/changes.hpp"
#include "harness/attribution/naming.hpp"
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
  if (attribution.machine && attribution.machine->points.low > 0)
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
    return fmt::format("Whether it loses is not settled ({} blocks give no verdict, {} do)", removal.blocks,
                       blocks_for_verdict);
  if (removal.verdict == Verdict::gain)
    return fmt::format("There is no loss to attribute here: with {} workers it gains {}",
                       attribution.subject.workers, amount_text(*removal.loss));
  const std::string same =
      removal.verdict == Verdict::equivalent
          ? fmt::format("the times are the same within {}", margin_text(attribution.margin))
          : fmt::format("none is shown, up to {:.1f} points are not excluded", removal.loss->high);
  return fmt::format("There is no loss to attribute here ({}; minimum detectable effect {:.1f} points)", same,
                     removal.detectable.value_or(0));
}

// A component's share of the loss may be known even if both are uncertain in points.
std::string hint_text(const Component& top, const GameValue& value) {
  if (!value.share || value.share->low <= 0) return "";
  return fmt::format(", though {:.0f} % of it ({:.0f} to {:.0f}, taken by itself) went with the {}",
                     100 * value.share->estimate, 100 * value.share->low, 100 * value.share->high,
                     component_text(top));
}

// The sentence for a loss that no suspect explains: its cause is the machine, the memory bandwidth, or
// nothing that was taken away. Empty if one suspect or several explain it.
std::string beyond_the_suspects(const Attribution& attribution) {
  const RemovalLedger& removal = attribution.removal;
  const auto left = [&] {
    return fmt::format(
        "{} of it, {}, stays when every suspect is gone",
        removal.loss_left.points.estimate > removal.loss->estimate / 2 ? "most" : "the largest part",
        amount_text(removal.loss_left.points));
  };
  if (removal.verdict == Verdict::busy) return "";
  switch (name_cause(attribution)) {
    case Named::machine:
      return "; at least half of it is the machine's, which takes as much from a task that needs no memory";
    case Named::bandwidth:
      return fmt::format("; {}, and memory bandwidth binds it", left());
    case Named::residual:
      return "; " + left();
    default:
      return "";
  }
}

std::string cause_sentence(const Attribution& attribution, const Spoken& spoken, const Component* top) {
  const std::string whole = judged_text(attribution);
  if (const std::string beyond = beyond_the_suspects(attribution); !beyond.empty())
    return whole + beyond + ".";
  if (top == nullptr) return whole + (attribution.removal.loss ? ", and no suspect was taken away." : ".");
  const GameValue& value = spoken.value(*top);
  const std::string points = amount_text(value.points);
  const std::string of = spoken.loss ? "" : " of the time alone";
  switch (value.standing) {
    case Standing::cause:
      return fmt::format("{}; {}{} go with the {}.", whole, points, of, component_text(*top));
    case Standing::shared:
      if (value.points.holds(0)) break;
      return fmt::format("{}; {}{} go with the {} or with another, as the order of removal has it.", whole,
                         points, of, component_text(*top));
    case Standing::none:
      return fmt::format("{}; fewer than 20 blocks allow no verdict on its parts.", whole);
    case Standing::relief:
    case Standing::negligible:
    case Standing::inconclusive:
    case Standing::nothing:
      break;
  }
  return fmt::format("{}; none of the suspects that were taken away is shown to be behind {}{}.", whole,
                     spoken.loss ? "it" : "the time alone", hint_text(*top, value));
}

// Whether the first sentence named this component, and some ledger supports it.
bool is_named(const Attribution& attribution, const Component* top, const Spoken& spoken) {
  return top != nullptr && spoken.value(*top).standing == Standing::cause && spoken.grade(*top) &&
         beyond_the_suspects(attribution).empty();
}

std::string evidence_sentence(const Attribution& attribution, const Spoken& spoken, const Component& top) {
  static constexpr const char* agreement[] = {
      "the accounts of time, the removal and replaced siblings agree, and the checks passed",
      "two ledgers agree",
      "one ledger alone says so",
      "the ledgers contradict each other, so take it as open",
  };
  const Grade grade = *spoken.grade(top);
  std::string text =
      fmt::format("Grade {}: {}", grade_name(grade), agreement[static_cast<std::size_t>(grade)]);
  for (const Check& check : attribution.checks)
    if (check.kind == CheckKind::manipulation && check.result == CheckResult::passed &&
        top.suspects[0] == Suspect::page_faults)
      return text + fmt::format(" ({}).", check_text(check));
  return text + ".";
}

std::string change_name(const Change& change) {
  return fmt::format("{}`{}`", change.remedy == Remedy::arm ? "keep freed memory: " : "the layout ",
                     change.name);
}

// The first of them in full; of the others, the slowdown that they leave.
std::string changes_text(const Attribution& attribution, const std::vector<Change>& changes) {
  std::string text;
  for (const Change& change : changes)
    if (text.empty())
      text = fmt::format(
          "{}, measured {:.2f}× the time alone ({:.2f}–{:.2f}) and {:.2f}× ({:.2f}–{:.2f}) with {} workers, a "
          "slowdown of {:.2f}× instead of {:.2f}×",
          change_name(change), change.alone.estimate, change.alone.low, change.alone.high,
          change.together.estimate, change.together.low, change.together.high, attribution.subject.workers,
          change.slowdown.estimate, attribution.slowdown->estimate);
    else
      text += fmt::format("; {}, {:.2f}×", change_name(change), change.slowdown.estimate);
  return text;
}

// Where there is a loss, a change must lower it; one that is only faster is said to be that and no more.
std::string change_sentence(const Attribution& attribution) {
  const std::string faster = changes_text(attribution, faster_changes(attribution));
  if (!attribution.removal.has_loss())
    return faster.empty() ? "No change that was measured here is shown to make it faster."
                          : "What makes it faster: " + faster + ".";
  const std::string lowering = changes_text(attribution, lowering_changes(attribution));
  std::string text = lowering.empty() ? "No change that was measured here is shown to lower the loss"
                                      : "What changes it: " + lowering;
  if (!faster.empty()) text += "; faster, not less lossy: " + faster;
  return text + ".";
}

std::string untold_sentence(const Attribution& attribution) {
  std::vector<std::string> untold;
  for (const Suspect suspect : attribution.removal.not_removable)
    untold.push_back(fmt::format("{} by itself (not removable here)", suspect_name(suspect)));
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
  std::string text = "Not told on this machine: " + untold[0];
  for (std::size_t i = 1; i < untold.size(); ++i)
    text += (i + 1 < untold.size() ? ", " : " and ") + untold[i];
  return text + ".";
}

std::string capitalised(std::string sentence) {
  if (sentence[0] >= 'a' && sentence[0] <= 'z') sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
  return sentence;
}

}  // namespace

std::vector<std::string> closing_sentences(const Attribution& attribution) {
  const Spoken spoken = {attribution.removal.has_loss()};
  const Component* top =
      largest_component(attribution.removal, spoken.loss ? &Component::loss : &Component::cost);
  std::vector<std::string> sentences = {capitalised(cause_sentence(attribution, spoken, top))};
  if (is_named(attribution, top, spoken)) sentences.push_back(evidence_sentence(attribution, spoken, *top));
  if (!attribution.changes.empty() && attribution.slowdown &&
      attribution.removal.blocks >= blocks_for_verdict)
    sentences.push_back(change_sentence(attribution));
  if (std::string untold = untold_sentence(attribution); !untold.empty())
    sentences.push_back(std::move(untold));
  return sentences;
}

}  // namespace allocscale
