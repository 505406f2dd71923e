#include "harness/report/published.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/base/contains.hpp"
#include "harness/base/joined.hpp"
#include "harness/base/plural.hpp"
#include "harness/report/number_text.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

bool is_published(const Findings& findings, const std::string& kernel) {
  const auto& published = findings.run.published;
  return std::any_of(published.begin(), published.end(),
                     [&](const PublishedFigures& figures) { return figures.kernel == kernel; });
}

bool is_published(const Findings& findings, int workers) {
  const auto& published = findings.run.published;
  return std::any_of(published.begin(), published.end(),
                     [&](const PublishedFigures& figures) { return contains(figures.workers, workers); });
}

// The same task from the same source may stand for several kernels.
bool same_figures(const PublishedFigures& a, const PublishedFigures& b) {
  return a.task == b.task && a.source == b.source && a.workers == b.workers && a.seconds == b.seconds;
}

// The run's figures, the same ones once.
std::vector<PublishedFigures> distinct_figures(const Findings& findings) {
  std::vector<PublishedFigures> distinct;
  for (const PublishedFigures& figures : findings.run.published)
    if (std::none_of(distinct.begin(), distinct.end(),
                     [&](const PublishedFigures& one) { return same_figures(one, figures); }))
      distinct.push_back(figures);
  return distinct;
}

// "1.06, 1.18, 1.32 (1)", a line for each source.
std::string published_text(const Findings& findings, const std::string& kernel) {
  const std::vector<PublishedFigures> distinct = distinct_figures(findings);
  std::string text;
  for (const PublishedFigures& figures : findings.run.published) {
    if (figures.kernel != kernel) continue;
    std::vector<std::string> ratios;
    for (std::size_t i = 1; i < figures.seconds.size(); ++i)
      ratios.push_back(fmt::format("{:.2f}", figures.seconds[i] / figures.seconds.front()));
    const auto number = std::find_if(distinct.begin(), distinct.end(),
                                     [&](const PublishedFigures& one) { return same_figures(one, figures); });
    text += fmt::format("{}{} ({})", text.empty() ? "" : "\n", joined(ratios, ", "),
                        number - distinct.begin() + 1);
  }
  return text;
}

bool has_place(const Findings& findings, const KernelTable& table) {
  return table.kind == KernelKind::control || is_published(findings, table.kernel);
}

// In the order in which they first stand in a table.
std::vector<std::string> allocators_of(const Findings& findings) {
  std::vector<std::string> names;
  for (const KernelTable& table : findings.tables)
    if (has_place(findings, table))
      for (const Row& row : table.rows)
        if (const std::string name = named_setting(row.allocator, row.setting); !contains(names, name))
          names.push_back(name);
  return names;
}

const AtWorkers* find_here(const KernelTable& table, const std::string& layout, const std::string& allocator,
                           int workers) {
  for (const Row& row : table.rows)
    if (!row.twin && row.layout == layout && named_setting(row.allocator, row.setting) == allocator)
      return find_at(row, workers);
  return nullptr;
}

// "1.10 ±0.05"; of a few blocks that differ much "1.10 ±>1"; "1.10 ±0.05 busy".
GridCell slowdown_here(const AtWorkers* at) {
  if (at == nullptr) return {absent_text, Tone::plain};
  const Estimate& ratio = at->slowdown.ratio;
  if (!ratio.value) return {ratio.reason.empty() ? absent_text : ratio.reason, Tone::plain};
  std::string text = fmt::format("{:.2f}", *ratio.value);
  if (ratio.interval) {
    const double half = (ratio.interval->high - ratio.interval->low) / 2;
    text += half > 1 ? " ±>1" : fmt::format(" ±{:.2f}", half);
  }
  if (at->slowdown.verdict == Verdict::busy) text += " busy";
  return {text, has_verdict(at->slowdown) ? slowdown_tone(at->slowdown) : Tone::plain};
}

}  // namespace

std::vector<double> published_slowdowns(const Findings& findings, const std::string& kernel, int workers) {
  std::vector<double> slowdowns;
  for (const PublishedFigures& figures : findings.run.published)
    for (std::size_t i = 1; i < figures.workers.size(); ++i)
      if (figures.kernel == kernel && figures.workers[i] == workers)
        slowdowns.push_back(figures.seconds[i] / figures.seconds.front());
  return slowdowns;
}

std::optional<int> workers_beside_published(const Findings& findings) {
  std::optional<int> largest;
  std::optional<int> published;
  for (const KernelTable& table : findings.tables)
    for (const int workers : table.workers) {
      if (workers > findings.run.capacity || !is_published(findings, table.kernel)) continue;
      largest = std::max(largest.value_or(0), workers);
      if (is_published(findings, workers)) published = std::max(published.value_or(0), workers);
    }
  return published ? published : largest;
}

Grid published_grid(const Findings& findings) {
  Grid grid;
  const std::optional<int> workers = workers_beside_published(findings);
  if (!workers) return grid;
  const std::vector<std::string> allocators = allocators_of(findings);
  grid.keys = 2;
  grid.columns = {{"", "kernel", false}, {"", "layout", false}, {"", "published, 2, 3, … workers", false}};
  for (const std::string& allocator : allocators)
    grid.columns.push_back({fmt::format("here, {}", plural(*workers, "worker")), allocator, false});
  for (const KernelTable& table : findings.tables) {
    if (!has_place(findings, table)) continue;
    bool first = true;
    for (const std::string& layout : layouts_of(table)) {
      std::vector<GridCell> cells = {
          {table.kernel, Tone::plain},
          {layout, Tone::plain},
          {first ? published_text(findings, table.kernel) : std::string(), Tone::plain}};
      for (const std::string& allocator : allocators)
        cells.push_back(slowdown_here(find_here(table, layout, allocator, *workers)));
      grid.rows.push_back(std::move(cells));
      first = false;
    }
  }
  return grid;
}

std::vector<std::string> published_sources(const Findings& findings) {
  std::vector<std::string> lines;
  for (const PublishedFigures& figures : distinct_figures(findings))
    lines.push_back(fmt::format("({}) {}; {}: {} s with {} workers", lines.size() + 1, figures.task,
                                figures.source, joined(figures.seconds, ", "),
                                joined(figures.workers, ", ")));
  return lines;
}

}  // namespace allocscale
