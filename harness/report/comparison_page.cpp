#include "harness/report/comparison_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "harness/base/clean_text.hpp"
#include "harness/base/plural.hpp"
#include "harness/report/characters.hpp"
#include "harness/report/grid.hpp"
#include "harness/report/number_text.hpp"
#include "harness/report/page.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

constexpr std::array words_in_order = {ChangeWord::worse, ChangeWord::better, ChangeWord::unknown,
                                       ChangeWord::same};

Estimate estimate_of(const RowChange& change) {
  Estimate estimate;
  const std::optional<Interval> ratio = change.ratio();
  if (!ratio) return estimate;
  estimate.value = ratio->estimate;
  estimate.interval = *ratio;
  estimate.blocks = std::min(change.blocks_a, change.blocks_b);
  return estimate;
}

std::string heading(ChangeWord word, const std::string& why, std::size_t rows, double margin) {
  switch (word) {
    case ChangeWord::worse:
      return fmt::format("WORSE in B: {}", plural(rows, "row"));
    case ChangeWord::better:
      return fmt::format("BETTER in B: {}", plural(rows, "row"));
    case ChangeWord::same:
      return fmt::format("THE SAME within {}: {}", margin_text(margin), plural(rows, "row"));
    case ChangeWord::unknown:
      break;
  }
  return fmt::format("CANNOT BE TOLD, {}: {}", why, plural(rows, "row"));
}

Tone tone_of(ChangeWord word) {
  return word == ChangeWord::worse ? Tone::bad : word == ChangeWord::better ? Tone::good : Tone::plain;
}

void put_rows(Page& page, std::span<const RowChange* const> changes, ChangeWord word, double margin) {
  Grid grid;
  grid.keys = 3;
  grid.columns = {{"", "task", false}, {"", "row", false}, {"", "what", false}, {"", "B against A", false}};
  for (const RowChange* change : changes)
    grid.rows.push_back({{changed_task_text(*change)},
                         {changed_row_text(*change, !change->other_allocator.empty())},
                         {changed_value_text(*change)},
                         {change_text(estimate_of(*change)), tone_of(word)}});
  page.blank();
  page.paragraph(heading(word, why_unknown(*changes.front()), changes.size(), margin));
  page.grid(grid);
}

// The changes of one word; those that cannot be told by why.
void put_word(Page& page, const RunChanges& changes, ChangeWord word) {
  std::vector<const RowChange*> left = changes_of_word(changes, word);
  while (!left.empty()) {
    const std::string why = why_unknown(*left.front());
    const auto others =
        word == ChangeWord::unknown
            ? std::stable_partition(left.begin(), left.end(),
                                    [&](const RowChange* change) { return why_unknown(*change) == why; })
            : left.end();
    put_rows(page, {left.data(), static_cast<std::size_t>(others - left.begin())}, word, changes.margin);
    left.erase(left.begin(), others);
  }
}

void put_controls(Page& page, const ComparisonWords& words) {
  const RunChanges& changes = words.changes;
  if (changes.paired) return;
  for (const RowChange& change : changes.changes)
    if (change.control)
      page.paragraph(
          fmt::format("the machine: {} {}, {}: {}", changed_task_text(change), changed_row_text(change),
                      changed_value_text(change), change_text(estimate_of(change))),
          2);
  if (!changes.has_control)
    page.paragraph(
        "No control that only computes was measured in both: what the machine itself changed between the two is "
        "in every row.",
        2);
}

void put_differences(Page& page, const ComparisonWords& words) {
  const RunDescription& a = words.a.dataset.run;
  const RunDescription& b = words.b.dataset.run;
  if (!words.changes.same_machine)
    page.paragraph(
        fmt::format("The machines differ, so a row shows the machine too; nothing is pooled. A: {}. B: {}.",
                    machine_summary(a.machine), machine_summary(b.machine)),
        2);
  if (a.design != b.design || a.estimand != b.estimand)
    page.paragraph(fmt::format("They were measured differently: A {} {}, B {} {}.", design_name(a.design),
                               estimand_name(a.estimand), design_name(b.design), estimand_name(b.estimand)),
                   2);
  for (const AllocatorBuild& before : a.builds)
    for (const AllocatorBuild& after : b.builds)
      if (before.name == after.name && before.library_hash != after.library_hash)
        page.paragraph(fmt::format("{}: {} ({}) in A, {} ({}) in B", before.name, before.version,
                                   before.library_path, after.version, after.library_path),
                       2);
}

std::string names_text(const std::vector<std::string>& names) {
  constexpr std::size_t most = 4;
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i)
    text += (i == 0 ? "" : "; ") + clean_line(names[i]);
  return names.size() > most ? text + fmt::format("; and {} more", names.size() - most) : text;
}

std::string change_words(const RowChange& change) {
  return fmt::format("{} {}, {} {}", changed_task_text(change), changed_row_text(change),
                     changed_value_text(change), change_text(estimate_of(change)));
}

// The largest change that exceeds its limit, or leaves it open.
std::string worst_words(const ComparisonWords& words, LimitState state) {
  const Held* worst = nullptr;
  const auto estimate = [&](const Held& held) {
    const RowChange& change = words.changes.changes[held.change];
    return change.logarithms ? change.logarithms->estimate : -1e9;
  };
  for (const Held& held : words.held)
    if (held.state == state && (worst == nullptr || estimate(held) > estimate(*worst))) worst = &held;
  if (worst == nullptr) return "";
  return fmt::format(" ({}: {})", limit_text(words.limits[worst->limit]),
                     change_words(words.changes.changes[worst->change]));
}

std::string gate_text(const ComparisonWords& words) {
  switch (gate_end(words.changes, words.limits, words.held)) {
    case GateEnd::held:
      return words.limits.empty() ? "" : "; limits hold";
    case GateEnd::trials_failed:
      return fmt::format("; TRIALS FAILED: {} in A, {} in B", words.changes.failed_a, words.changes.failed_b);
    case GateEnd::exceeded:
      return "; limit EXCEEDED" + worst_words(words, LimitState::exceeded);
    case GateEnd::open:
      return "; limits NOT SETTLED with these blocks" + worst_words(words, LimitState::open);
  }
  return "";
}

std::string xml(std::string_view text) {
  std::string safe;
  for (const char c : clean_line(text)) {
    if (c == '&')
      safe += "&amp;";
    else if (c == '<')
      safe += "&lt;";
    else if (c == '>')
      safe += "&gt;";
    else if (c == '"')
      safe += "&quot;";
    else
      safe += c;
  }
  return safe;
}

// A test case with what is inside of it.
std::string test_case(const RowChange& change, const std::string& what, const std::string& inside) {
  return fmt::format("  <testcase classname=\"allocscale.{}\" name=\"{}\">{}</testcase>\n",
                     change.of == ChangeOf::cost ? "cost" : "loss", xml(what), inside);
}

}  // namespace

GateEnd gate_end(const RunChanges& changes, std::span<const ChangeLimit> limits, std::span<const Held> held) {
  if (changes.failed_a + changes.failed_b > 0) return GateEnd::trials_failed;
  if (limits.empty()) return GateEnd::held;
  switch (worst_of(held)) {
    case LimitState::held:
      return GateEnd::held;
    case LimitState::exceeded:
      return GateEnd::exceeded;
    case LimitState::open:
      break;
  }
  return GateEnd::open;
}

std::string comparison_line(const ComparisonWords& words) {
  return fmt::format("compare: {}{}", change_counts_text(words.changes), gate_text(words));
}

std::string comparison_page(const ComparisonWords& words, const TerminalStyle& style) {
  const RunChanges& changes = words.changes;
  Page page(style);
  page.paragraph("A: " + side_text(words.a), 3);
  page.paragraph("B: " + side_text(words.b), 3);
  page.paragraph(
      changes.paired
          ? "Within one run, block by block; intervals are 95 %."
          : "Two runs, each with blocks of its own: means over blocks are compared; intervals are 95 %.",
      2);
  put_differences(page, words);
  put_controls(page, words);
  for (const ChangeWord word : words_in_order) put_word(page, changes, word);
  if (!changes.only_a.empty() || !changes.only_b.empty()) page.blank();
  if (!changes.only_a.empty()) page.paragraph("only in A: " + names_text(changes.only_a), 2);
  if (!changes.only_b.empty()) page.paragraph("only in B: " + names_text(changes.only_b), 2);
  page.blank();
  return std::move(page).text() + shown(comparison_line(words), style.unicode) + "\n";
}

std::string comparison_junit(const ComparisonWords& words) {
  const std::vector<RowChange>& changes = words.changes.changes;
  std::string cases;
  std::size_t tests = 0, failures = 0, skipped = 0;
  for (const Held& held : words.held) {
    const std::string text = change_words(changes[held.change]);
    std::string inside;
    if (held.state == LimitState::exceeded)
      inside = fmt::format("<failure message=\"{}\"/>", xml(text));
    else if (held.state == LimitState::open)
      inside = fmt::format("<skipped message=\"{}\"/>", xml("cannot be told: " + text));
    failures += held.state == LimitState::exceeded ? 1 : 0;
    skipped += held.state == LimitState::open ? 1 : 0;
    ++tests;
    const RowChange& change = changes[held.change];
    cases += test_case(change,
                       fmt::format("{} {}, {}: {}", changed_task_text(change), changed_row_text(change),
                                   changed_value_text(change), limit_text(words.limits[held.limit])),
                       inside);
  }
  if (words.limits.empty())
    for (const RowChange& change : changes) {
      ++tests;
      cases += test_case(change, change_words(change), "");
    }
  std::size_t errors = 0;
  if (const int failed = words.changes.failed_a + words.changes.failed_b; failed > 0) {
    ++tests;
    ++errors;
    cases += fmt::format(
        "  <testcase classname=\"allocscale\" name=\"trials\"><error message=\"{} failed\"/></testcase>\n",
        plural(failed, "trial"));
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"allocscale compare\" tests=\"{}\" failures=\"{}\" "
      "errors=\"{}\" skipped=\"{}\">\n{}</testsuite>\n",
      tests, failures, errors, skipped, cases);
}

}  // namespace allocscale
