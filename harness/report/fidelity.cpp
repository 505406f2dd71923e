#include "harness/report/fidelity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "harness/base/contains.hpp"
#include "harness/base/plural.hpp"
#include "harness/base/quantity.hpp"
#include "harness/model/cell.hpp"
#include "harness/report/number_text.hpp"

namespace allocscale {
namespace {

const FidelityPair& pair_of(const Findings& findings, std::size_t pair) {
  return findings.run.fidelity.at(pair);
}

Tone tone_of(FidelityVerdict verdict) {
  switch (verdict) {
    case FidelityVerdict::pass:
      return Tone::good;
    case FidelityVerdict::fail:
      return Tone::bad;
    case FidelityVerdict::small:
      return Tone::plain;
    default:
      return Tone::doubtful;
  }
}

// Three digits: "48.1", "0.118", "48,012".
std::string three_digits(double value) {
  const double size = std::max(value, -value);
  if (size >= 100) return format_count(value);
  if (size >= 10) return fmt::format("{:.1f}", value);
  return size >= 1 ? fmt::format("{:.2f}", value) : fmt::format("{:.3f}", value);
}

GridCell both(const FidelityRow& row) {
  // Faults of 1,000 elements: there is less than one to an element.
  const double times = row.quantity == FidelityQuantity::faults ? 1000 : 1;
  const auto text = [&](const std::optional<double>& value) -> std::string {
    if (!value) return absent_text;
    return row.quantity == FidelityQuantity::slowdown ? fmt::format("{:.2f}", *value)
                                                      : three_digits(times * *value);
  };
  return {fmt::format("{} / {}", text(row.model), text(row.program)), Tone::plain};
}

// "PASS"; of a slowdown "PASS 0.98 ±0.04"; "absent: timed out".
GridCell verdict_cell(const FidelityRow& row) {
  std::string text(fidelity_verdict_name(row.verdict));
  if (row.quantity == FidelityQuantity::slowdown && row.ratio) {
    text += fmt::format(" {:.2f}", *row.ratio);
    if (row.interval) {
      const double half = (row.interval->high - row.interval->low) / 2;
      text += half > 1 ? " ±>1" : fmt::format(" ±{:.2f}", half);
    }
  }
  if (!row.reason.empty()) text += ": " + row.reason;
  return {text, tone_of(row.verdict)};
}

const FidelityRow* find_row(const Findings& findings, std::size_t pair, const std::string& allocator,
                            FidelityQuantity quantity, std::optional<std::uint64_t> most_bytes = {}) {
  for (const FidelityRow& row : findings.fidelity.rows)
    if (row.pair == pair && row.allocator == allocator && row.quantity == quantity &&
        row.most_bytes == most_bytes)
      return &row;
  return nullptr;
}

std::vector<std::string> allocators_of(const Findings& findings) {
  std::vector<std::string> names;
  for (const FidelityTime& time : findings.fidelity.times)
    if (!contains(names, time.allocator)) names.push_back(time.allocator);
  return names;
}

void add_cells(const FidelityRow* row, std::vector<GridCell>& cells) {
  cells.push_back(row == nullptr ? GridCell{absent_text, Tone::plain} : both(*row));
  cells.push_back(row == nullptr ? GridCell{} : verdict_cell(*row));
}

std::string slowdown_head(const Findings& findings, std::size_t pair) {
  for (const FidelityRow& row : findings.fidelity.rows)
    if (row.pair == pair && row.quantity == FidelityQuantity::slowdown)
      return "slowdown, " + plural(row.workers, "worker");
  return "";
}

constexpr const char* both_heading = "model / real";

Grid measured_grid(const Findings& findings, std::size_t pair) {
  Grid grid;
  grid.keys = 1;
  grid.columns = {{"", "allocator", false}};
  const auto add_group = [&](const std::string& group) {
    grid.columns.push_back({group, both_heading, true});
    grid.columns.push_back({group, "", false});
  };
  add_group("bytes/element");
  add_group("faults/1,000");
  const std::string slowdown = slowdown_head(findings, pair);
  if (!slowdown.empty()) add_group(slowdown);
  for (const FidelityTime& time : findings.fidelity.times) {
    if (time.pair != pair) continue;
    std::vector<GridCell> cells = {{time.allocator, Tone::plain}};
    add_cells(find_row(findings, pair, time.allocator, FidelityQuantity::peak_bytes), cells);
    add_cells(find_row(findings, pair, time.allocator, FidelityQuantity::faults), cells);
    if (!slowdown.empty())
      add_cells(find_row(findings, pair, time.allocator, FidelityQuantity::slowdown), cells);
    grid.rows.push_back(std::move(cells));
  }
  return grid;
}

// "up to 32 bytes", "up to 8.00 MiB".
std::string class_text(std::uint64_t most_bytes) {
  return most_bytes <= 1024 ? fmt::format("up to {} bytes", most_bytes)
                            : "up to " + format_bytes(static_cast<double>(most_bytes));
}

GridCell totals(const FidelityRow& row, const FidelityPair& pair) {
  const auto total = [&](const std::optional<double>& per_element) -> std::string {
    if (!per_element) return absent_text;
    const double all = *per_element * static_cast<double>(pair.size);
    return row.quantity == FidelityQuantity::calls ? format_count(all) : format_bytes(all);
  };
  return {fmt::format("{} / {}", total(row.model), total(row.program)), Tone::plain};
}

Grid requests_grid(const Findings& findings, std::size_t pair) {
  Grid grid;
  grid.keys = 1;
  grid.columns = {{"", "asked of malloc", false},
                  {"calls", both_heading, true},
                  {"calls", "", false},
                  {"bytes asked for", both_heading, true},
                  {"bytes asked for", "", false}};
  for (const FidelityRow& row : findings.fidelity.rows) {
    if (row.pair != pair || row.quantity != FidelityQuantity::calls) continue;
    std::vector<GridCell> cells = {
        {row.most_bytes ? class_text(*row.most_bytes) : std::string("in all"), Tone::plain}};
    cells.push_back(totals(row, pair_of(findings, pair)));
    cells.push_back(verdict_cell(row));
    if (const FidelityRow* bytes =
            find_row(findings, pair, "", FidelityQuantity::requested_bytes, row.most_bytes)) {
      cells.push_back(totals(*bytes, pair_of(findings, pair)));
      cells.push_back(verdict_cell(*bytes));
    }
    grid.rows.push_back(std::move(cells));
  }
  return grid;
}

bool any_fails(const Findings& findings, std::size_t pair) {
  const auto& rows = findings.fidelity.rows;
  return std::any_of(rows.begin(), rows.end(), [&](const FidelityRow& row) {
    return row.pair == pair && row.verdict == FidelityVerdict::fail;
  });
}

std::vector<std::string> remarks_of(const Findings& findings, std::size_t pair) {
  if (!any_fails(findings, pair)) return {};
  const std::vector<std::string>& why = pair_of(findings, pair).why;
  return why.empty() ? std::vector<std::string>{"Nothing yet."} : why;
}

std::string title_of(const FidelityPair& pair) {
  return fmt::format("{}: {} beside {}, {}", task_name(pair.model, pair.size), pair.layout, pair.program,
                     pair.variant);
}

}  // namespace

std::vector<FidelitySection> fidelity_sections(const Findings& findings) {
  std::vector<FidelitySection> sections;
  for (std::size_t pair = 0; pair < findings.run.fidelity.size(); ++pair) {
    FidelitySection& section = sections.emplace_back();
    section.title = title_of(pair_of(findings, pair));
    section.measured = measured_grid(findings, pair);
    section.requests = requests_grid(findings, pair);
    section.remarks = remarks_of(findings, pair);
  }
  return sections;
}

Grid fidelity_time_grid(const Findings& findings) {
  Grid grid;
  grid.keys = 2;
  grid.columns = {{"", "model", false}, {"", "", false}};
  const std::vector<std::string> allocators = allocators_of(findings);
  for (const std::string& allocator : allocators) grid.columns.push_back({"", allocator, true});
  const auto find_time = [&](std::size_t pair, const std::string& allocator) {
    for (const FidelityTime& time : findings.fidelity.times)
      if (time.pair == pair && time.allocator == allocator) return time;
    return FidelityTime{};
  };
  for (std::size_t pair = 0; pair < findings.run.fidelity.size(); ++pair) {
    const FidelityPair& told = pair_of(findings, pair);
    std::vector<GridCell> model = {{told.model + " " + told.layout, Tone::plain}, {"model", Tone::plain}};
    std::vector<GridCell> program = {{"", Tone::plain}, {"real", Tone::plain}};
    std::vector<GridCell> times = {{"", Tone::plain}, {"times", Tone::plain}};
    for (const std::string& allocator : allocators) {
      const FidelityTime time = find_time(pair, allocator);
      model.push_back({duration_text(time.model_ns), Tone::plain});
      program.push_back({duration_text(time.program_ns), Tone::plain});
      const bool known = time.model_ns && time.program_ns && *time.model_ns > 0 && *time.program_ns > 0;
      times.push_back(
          {known ? fmt::format("{:.1f}", *time.program_ns / *time.model_ns) : absent_text, Tone::plain});
    }
    for (auto& cells : {model, program, times}) grid.rows.push_back(cells);
  }
  return grid;
}

std::vector<std::string> fidelity_rules() {
  return {
      fmt::format(
          "Real: the program. PASS: the model differs from it by no more than {:.0f} %, both less their "
          "start-up. FAIL: by more.",
          100 * fidelity_margin),
      fmt::format(
          "small: by more, but by no more than {}, {:.0f} faults, {:.0f} calls or {} asked for, which a "
          "start-up leaves unknown.",
          format_bytes(unknown_bytes), unknown_faults, unknown_calls, format_bytes(unknown_requested_bytes)),
      fmt::format(
          "Slowdowns: model over program, ± half of its 95 % interval. PASS where all of it lies within "
          "±{:.0f} %, FAIL where none of it does, from {} blocks on; open: neither, or fewer blocks; "
          "busy: a task waited for a CPU.",
          100 * fidelity_margin, blocks_for_fidelity),
      "Bytes: the peak of resident memory. Both and faults are of one worker alone, medians over blocks. Calls "
      "and bytes asked of malloc: malloc, calloc, realloc and posix_memalign, of one counted launch."};
}

std::string fidelity_summary(const Findings& findings) {
  std::array<int, 6> counts{};
  for (const FidelityRow& row : findings.fidelity.rows) ++counts.at(static_cast<std::size_t>(row.verdict));
  std::string others;
  for (const FidelityVerdict verdict :
       {FidelityVerdict::small, FidelityVerdict::open, FidelityVerdict::busy, FidelityVerdict::absent})
    if (const int count = counts.at(static_cast<std::size_t>(verdict)); count > 0)
      others += fmt::format("{}{} {}", others.empty() ? "" : ", ", count, fidelity_verdict_name(verdict));
  return fmt::format("PASS: {} of {}. FAIL: {}.{}", counts[static_cast<std::size_t>(FidelityVerdict::pass)],
                     findings.fidelity.rows.size(), counts[static_cast<std::size_t>(FidelityVerdict::fail)],
                     others.empty() ? "" : " Not judged: " + others + ".");
}

}  // namespace allocscale
