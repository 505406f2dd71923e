#include "harness/plan/dry_run.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/base/clean_text.hpp"
#include "harness/base/plural.hpp"
#include "harness/base/quantity.hpp"
#include "harness/model/factor.hpp"

namespace allocscale {
namespace {

using TextRow = std::vector<std::string>;

// Which columns this run's table has: one for each factor that varies beside the fixed ones.
struct Columns {
  std::vector<std::string> factors;
  bool iterations = false;  // they differ between cells
  std::size_t texts = 3;    // leading columns, to the left; numbers go to the right
};

Columns columns_of(const DryRun& run) {
  std::vector<Cell> cells;
  for (const DryRunCell& line : run.cells) cells.push_back(line.cell);
  Columns columns;
  columns.factors = varying_factors(cells);
  columns.iterations = std::any_of(cells.begin(), cells.end(), [&](const Cell& cell) {
    return cell.iterations != cells.front().iterations;
  });
  columns.texts += columns.factors.size();
  return columns;
}

TextRow header_of(const Columns& columns) {
  TextRow row = {"kernel", "layout", "allocator"};
  row.insert(row.end(), columns.factors.begin(), columns.factors.end());
  for (const char* name : {"size", "workers"}) row.emplace_back(name);
  if (columns.iterations) row.emplace_back("iterations");
  for (const char* name : {"trials", "a trial", "memory"}) row.emplace_back(name);
  return row;
}

TextRow row_of(const DryRunCell& line, const Columns& columns) {
  const Cell& cell = line.cell;
  TextRow row = {cell.kernel, cell.layout, cell.allocator};
  for (const std::string& factor : columns.factors) row.emplace_back(level_of(find_factor(factor), cell));
  row.push_back(format_count(static_cast<double>(cell.size)));
  row.push_back(std::to_string(cell.workers));
  if (columns.iterations) row.push_back(std::to_string(cell.iterations));
  row.push_back(std::to_string(line.trials_per_block));
  const bool runs = line.skipped != Outcome::skipped_allocator;
  row.push_back(runs ? format_duration(line.prediction.seconds * 1e9) : "-");
  row.push_back(runs ? format_bytes(static_cast<double>(line.prediction.bytes)) : "-");
  return row;
}

std::string text_line(const TextRow& row, const std::vector<std::size_t>& widths, std::size_t texts) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    line += i == 0 ? "" : "  ";
    line += i < texts ? fmt::format("{:<{}}", clean_line(row[i]), widths[i])
                      : fmt::format("{:>{}}", row[i], widths[i]);
  }
  return line;
}

std::string heading(const DryRun& run, const Columns& columns) {
  const int trials = trials_per_block(run);
  std::string text =
      fmt::format("{}: {} cells, {} trials a block, {}: {} trials", run.experiment, run.cells.size(), trials,
                  plural(run.blocks, "block"), format_count(static_cast<double>(trials) * run.blocks));
  if (!columns.iterations && !run.cells.empty())
    text += " of " + plural(run.cells.front().cell.iterations, "iteration");
  return text + "\n";
}

// The last lines: how long it takes.
std::string answer(const DryRun& run) {
  const double seconds = seconds_per_block(run);
  std::int64_t bytes = 0;
  for (const DryRunCell& line : run.cells)
    if (!line.skipped) bytes = std::max(bytes, line.prediction.bytes);
  std::string text = fmt::format("about {} ({} a block), at most {} at once; nothing was run\n",
                                 format_span(seconds * run.blocks), format_span(seconds),
                                 format_bytes(static_cast<double>(bytes)));
  if (run.budget_seconds && seconds * run.blocks > *run.budget_seconds)
    text += fmt::format("the budget of {} ends it earlier, after about {:.0f} blocks\n",
                        format_span(*run.budget_seconds), *run.budget_seconds / seconds);
  return text;
}

}  // namespace

DryRun dry_run(const Experiment& experiment, const Plan& plan, const BlockShape& shape,
               const std::vector<Prediction>& predictions, std::int64_t available_bytes) {
  DryRun run{experiment.name, {}, experiment.blocks, experiment.budget_seconds, plan.notes};
  for (std::size_t i = 0; i < plan.cells.size(); ++i) {
    const Cell& cell = plan.cells[i];
    DryRunCell line{cell, shape.trials[i], predictions[i], std::nullopt};
    if (plan.missing_runners.contains(cell.allocator)) {
      line.skipped = Outcome::skipped_allocator;
    } else if (const auto refusal = memory_refusal(cell, predictions[i].bytes, available_bytes)) {
      line.skipped = Outcome::skipped_memory;
      run.notes.push_back(fmt::format("{} with {} {}: {}", task_name(cell.kernel, cell.size), cell.layout,
                                      cell.allocator, *refusal));
    }
    run.cells.push_back(std::move(line));
  }
  return run;
}

int trials_per_block(const DryRun& run) {
  int trials = 0;
  for (const DryRunCell& line : run.cells) trials += line.skipped ? 0 : line.trials_per_block;
  return trials;
}

double seconds_per_block(const DryRun& run) {
  double seconds = 0;
  for (const DryRunCell& line : run.cells)
    seconds += line.skipped ? 0 : line.trials_per_block * line.prediction.seconds;
  return seconds;
}

std::string render(const DryRun& run) {
  const Columns columns = columns_of(run);
  std::vector<TextRow> rows = {header_of(columns)};
  for (const DryRunCell& line : run.cells) rows.push_back(row_of(line, columns));
  std::vector<std::size_t> widths(rows.front().size());
  for (const TextRow& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());

  std::string text = heading(run, columns) + "\n" + text_line(rows.front(), widths, columns.texts) + "\n";
  for (std::size_t i = 0; i < run.cells.size(); ++i) {
    text += text_line(rows[i + 1], widths, columns.texts);
    if (run.cells[i].skipped) text += fmt::format("  {}", outcome_name(*run.cells[i].skipped));
    text += "\n";
  }
  text += "\n";
  for (const std::string& note : run.notes) text += "note: " + clean_line(note) + "\n";
  return text + answer(run);
}

}  // namespace allocscale
