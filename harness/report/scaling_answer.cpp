#include "harness/report/scaling_answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "harness/analysis/control_check.hpp"
#include "harness/analysis/verdict.hpp"
#include "harness/base/joined.hpp"
#include "harness/base/plural.hpp"
#include "harness/report/figure.hpp"
#include "harness/report/number_text.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

constexpr std::size_t most_named = 2;

struct Loss {
  double ratio = 1;
  std::string text;  // "boxed concat with glibc 1.31 (1.27–1.36)"
  std::string kernel;
};

// Every row of the tasks at their headline.
struct Scaling {
  int workers = 0;
  int rows = 0;
  int too_few = 0;  // blocks for a verdict
  int busy = 0;
  int machine = 0;
  int untold = 0;
  double waiting = 0;
  std::optional<double> detectable;
  std::vector<Loss> losses;  // the largest first

  [[nodiscard]] int quiet() const { return rows - busy; }
  [[nodiscard]] bool is_mostly_busy() const { return busy > 0 && busy >= quiet(); }
  [[nodiscard]] bool claims_losses() const { return !is_mostly_busy() && machine == 0 && !losses.empty(); }
};

// Rows beside siblings that do something else, or at the addresses of a rehearsal, are evidence on a task,
// where it ran without these too.
bool is_evidence(const KernelTable& table, const Row& row, const Facts& facts) {
  const auto takes_part = [&](const Row& one) {
    return one.cell.siblings == Siblings::self && !layout_facts(facts, one.layout).rehearsed;
  };
  return !takes_part(row) && std::any_of(table.rows.begin(), table.rows.end(), takes_part);
}

Scaling scaling_of(const Findings& findings) {
  Scaling all;
  for (const KernelTable& table : findings.tables) {
    if (table.kind != KernelKind::list || !table.headline) continue;
    for (const Row& row : table.rows) {
      const AtWorkers* const at =
          row.twin || is_evidence(table, row, findings.run.facts) ? nullptr : find_at(row, *table.headline);
      if (at == nullptr) continue;
      const Effect& judged = at->judged();
      all.workers = *table.headline;
      ++all.rows;
      all.waiting =
          std::max({all.waiting, row.alone.waiting_share.value_or(0), at->waiting_share.value_or(0)});
      all.too_few += judged.verdict == Verdict::none;
      all.busy += judged.verdict == Verdict::busy;
      all.machine += judged.verdict == Verdict::machine;
      if (is_shown(judged, Verdict::loss))
        all.losses.push_back({*judged.ratio.value,
                              fmt::format("{} with {} {}", layout_task_text(table, row.layout),
                                          drawn_name(row), ratio_text(judged.ratio)),
                              table.kernel});
      else if (judged.verdict != Verdict::equivalent && judged.verdict != Verdict::gain &&
               judged.verdict != Verdict::busy) {
        ++all.untold;
        if (judged.detectable) all.detectable = std::max(all.detectable.value_or(0), *judged.detectable);
      }
    }
  }
  std::stable_sort(all.losses.begin(), all.losses.end(),
                   [](const Loss& a, const Loss& b) { return a.ratio > b.ratio; });
  return all;
}

// "; compute 1.00×": what the machine itself takes of every task.
std::string control_text(const Findings& findings, int workers) {
  for (const KernelTable& table : findings.tables)
    if (only_computes(table, findings.run.facts))
      for (const Row& row : table.rows)
        if (const AtWorkers* at = find_at(row, workers);
            row.baseline && at != nullptr && at->judged().ratio.value)
          return fmt::format("; {} {}", table.kernel, times_text(at->judged().ratio));
  return "";
}

// Rows without a verdict, where most have one.
std::string busy_text(const Scaling& all) {
  if (all.busy == 0) return "";
  return fmt::format("; of {} more nothing is claimed: other programs had the CPU for up to {} of the time",
                     plural(all.busy, "row"), percent_text(all.waiting));
}

std::string scaling_text(const Scaling& all, const Findings& findings) {
  const std::string with = fmt::format("with {} at once", plural(all.workers, "worker"));
  if (all.is_mostly_busy())
    return fmt::format(
        "the machine was busy: other programs had the CPU for up to {} of the time; no loss is claimed; again with "
        "--wait-quiet 5m",
        percent_text(all.waiting));
  if (all.machine > 0)
    return fmt::format("{} the machine itself slows every task down{}: no loss is claimed of a task", with,
                       control_text(findings, all.workers));
  if (all.claims_losses()) {
    std::vector<std::string> named;
    for (const Loss& loss : all.losses)
      if (named.size() < most_named) named.push_back(loss.text);
    const std::size_t more = all.losses.size() - named.size();
    return fmt::format("{} {} of {} lose: {}{}{}{}", with, all.losses.size(), plural(all.quiet(), "row"),
                       joined(named, "; "), more > 0 ? fmt::format("; {} more", more) : "",
                       control_text(findings, all.workers), busy_text(all));
  }
  if (all.too_few == all.quiet()) return "";
  if (all.untold == 0)
    return fmt::format("{} nothing loses: each of {} takes as long as alone, within {}{}{}", with,
                       plural(all.quiet(), "row"), margin_text(findings.run.margin),
                       control_text(findings, all.workers), busy_text(all));
  return fmt::format("{} no loss is shown; of {} of {} it cannot be told{}{}{}", with, all.untold,
                     plural(all.quiet(), "row"),
                     all.detectable
                         ? fmt::format(", where a loss of {} would have been found in four of five such runs",
                                       effect_text(*all.detectable))
                         : "",
                     control_text(findings, all.workers), busy_text(all));
}

}  // namespace

ScalingAnswer scaling_answer(const Findings& findings) {
  const Scaling all = scaling_of(findings);
  if (all.rows == 0) return {};
  return {all.rows, scaling_text(all, findings), all.claims_losses() ? all.losses.front().kernel : ""};
}

}  // namespace allocscale
