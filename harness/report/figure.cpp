#include "harness/report/figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "harness/base/clean_text.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/date_text.hpp"
#include "harness/base/error.hpp"
#include "harness/base/nearest_name.hpp"
#include "harness/base/plural.hpp"
#include "harness/model/factor.hpp"
#include "harness/report/grid.hpp"

namespace allocscale {

bool FigureData::shows(const KernelTable& one) const {
  return table != nullptr ? table == &one : kernel.empty() || kernel == one.kernel;
}

bool FigureData::shows(const Row& row) const {
  return !row.twin && !left_out(row) && (layout.empty() || layout == row.layout);
}

bool FigureData::shows(const Attribution& one) const {
  if (table != nullptr && (table->kernel != one.kernel || table->size != one.size)) return false;
  return (kernel.empty() || kernel == one.kernel) && (layout.empty() || layout == one.subject.layout);
}

const Figure& find_figure(std::string_view name) {
  std::vector<std::string> names;
  for (const Figure* figure : all_figures()) {
    if (figure->name == name) return *figure;
    names.emplace_back(figure->name);
  }
  throw RequestError(fmt::format("there is no figure '{}'{}", clean_line(name), name_hint(name, names)));
}

Plot plot_of(const Figure& figure, const FigureData& data) {
  Plot plot = figure.plot(data);
  if (plot.panels.size() <= most_panels) return plot;
  const std::string many =
      fmt::format("it would have {} panels, and at most {} fit; ", plot.panels.size(), most_panels);
  plot.panels.clear();
  std::vector<std::string> kernels;
  for (const KernelTable& table : data.report.findings.tables)
    if (data.shows(table) && !contains(kernels, table.kernel)) kernels.push_back(table.kernel);
  plot.nothing =
      many + (kernels.size() > 1 ? fmt::format("choose a kernel, e.g. --kernel {}", kernels.front())
                                 : std::string("choose a layout with --layout"));
  return plot;
}

PlotSource source_of(const Report& report) {
  const Findings& findings = report.findings;
  int blocks = 0;
  for (const KernelTable& table : findings.tables) blocks = std::max(blocks, table.blocks);
  std::string text = findings.run.experiment;
  if (findings.label.number > 0)
    text = fmt::format("run {} of {}, {}", findings.label.number, findings.run.experiment,
                       local_time_text(findings.label.started_at_unix_ns));
  return {fmt::format("{}; {}; {}", text, plural(blocks, "block"), machine_summary(findings.run.machine))};
}

std::size_t look_of(const Report& report, const Row& row) {
  std::vector<std::string> names;
  for (const AllocatorBuild& build : report.findings.run.builds) names.push_back(build.name);
  for (const KernelTable& table : report.findings.tables)
    for (const Row& one : table.rows) {
      const std::string name = drawn_name(one);
      if (!contains(names, name)) names.push_back(name);
    }
  const auto found = std::find(names.begin(), names.end(), drawn_name(row));
  return static_cast<std::size_t>(found - names.begin());
}

bool FigureData::left_out(const Row& row) const {
  if (row.cell.siblings == Siblings::self) return false;
  for (const KernelTable& one : report.findings.tables)
    for (const Row& other : one.rows)
      if (one.kernel == row.cell.kernel && other.cell.siblings == Siblings::self) return true;
  return false;
}

std::string drawn_text(const Row& row, std::string_view text) {
  if (row.cell.siblings != Siblings::self) return std::string(text);
  const std::string same = levels_text(row.cell, std::array{std::string("siblings")});
  std::string drawn;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find(", "));
    if (part != same) drawn += fmt::format("{}{}", drawn.empty() ? "" : ", ", part);
    text.remove_prefix(std::min(part.size() + 2, text.size()));
  }
  return drawn;
}

std::string drawn_name(const Row& row) { return drawn_text(row, named_setting(row.allocator, row.setting)); }

std::string left_out_words(const FigureData& data) {
  for (const KernelTable& table : data.report.findings.tables)
    for (const Row& row : table.rows)
      if (data.shows(table) && data.left_out(row))
        return " Rows whose siblings do something else are left out; the tables have them.";
  return "";
}

std::optional<Span> span_of(const std::optional<Interval>& interval) {
  if (!interval) return std::nullopt;
  return Span{interval->low, interval->high};
}

}  // namespace allocscale
