#include "harness/report/comparison_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "harness/base/clean_text.hpp"
#include "harness/base/date_text.hpp"
#include "harness/base/plural.hpp"
#include "harness/model/factor.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

// The levels that are not the default: "placement scatter".
std::string setting_text(const Cell& cell) {
  std::vector<std::string> names;
  for (const Factor& factor : factors())
    if (!at_default(factor, cell)) names.emplace_back(factor.name);
  return levels_text(cell, names);
}

double size_of(const RowChange& change) {
  return change.logarithms ? std::fabs(change.logarithms->estimate) : 0;
}

}  // namespace

std::string side_text(const SideWords& side) {
  const RunLabel& label = side.dataset.label;
  std::string text = fmt::format("run {} of {}, {}", label.number, clean_line(side.dataset.run.experiment),
                                 local_time_text(label.started_at_unix_ns));
  if (!side.store.empty()) text += ", " + clean_line(side.store);
  if (!side.allocator.empty()) text += ", only " + clean_line(side.allocator);
  if (!label.note.empty()) text += "; note: " + clean_line(label.note);
  return text;
}

std::string changed_row_text(const RowChange& change, bool short_form) {
  std::string text = change.control ? "" : change.cell.layout;
  if (!short_form) {
    text += (text.empty() ? "" : " ") + change.cell.allocator;
    if (!change.other_allocator.empty()) text += " → " + change.other_allocator;
  }
  const std::string setting = setting_text(change.cell);
  return clean_line(setting.empty() ? text : text + ", " + setting);
}

std::string changed_task_text(const RowChange& change) {
  return clean_line(task_name(change.cell.kernel, change.cell.size));
}

std::string changed_value_text(const RowChange& change) {
  return change.of == ChangeOf::cost ? "alone" : fmt::format("loss, {} workers", change.cell.workers);
}

std::string why_unknown(const RowChange& change) {
  if (!change.reason.empty()) return change.reason;
  if (change.verdict == Verdict::loss || change.verdict == Verdict::gain)
    return "may be chance among so many rows";
  return "the interval holds both";
}

std::vector<const RowChange*> changes_of_word(const RunChanges& changes, ChangeWord word) {
  std::vector<const RowChange*> found;
  for (const RowChange& change : changes.changes)
    if (!change.control && word_of(change) == word) found.push_back(&change);
  std::stable_sort(found.begin(), found.end(), [](const RowChange* one, const RowChange* other) {
    return size_of(*one) > size_of(*other);
  });
  return found;
}

std::string change_counts_text(const RunChanges& changes) {
  std::size_t rows = 0;
  std::string text;
  constexpr std::array words = {ChangeWord::worse, ChangeWord::better, ChangeWord::unknown, ChangeWord::same};
  constexpr std::array<const char*, 4> said = {"worse", "better", "cannot be told", "the same"};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t count = changes_of_word(changes, words.at(i)).size();
    rows += count;
    text += fmt::format(", {} {}", count, said.at(i));
  }
  return plural(rows, "row") + text;
}

}  // namespace allocscale
