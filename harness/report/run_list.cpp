#include "harness/report/run_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "harness/base/clean_text.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/date_text.hpp"
#include "harness/base/joined.hpp"
#include "harness/report/characters.hpp"
#include "harness/report/csv_field.hpp"
#include "harness/report/json_text.hpp"
#include "harness/report/page.hpp"

namespace allocscale {
namespace {

constexpr std::array<std::string_view, 6> state_names = {"complete",   "precise",   "cut",
                                                         "cut, older", "measuring", "empty"};

RunState state_of(const RunSummary& run, std::int64_t newest_trial, const RunsNow& now) {
  if (run.blocks_done >= run.blocks_wanted) return RunState::complete;
  if (now.measuring && run.newest_trial == newest_trial) return RunState::measuring;
  if (run.trials == 0) return RunState::empty;
  if (run.precise) return RunState::precise;
  for (const AllocatorBuild& build : run.builds)
    if (!now.binaries.contains(build.binary_hash)) return RunState::cut_older;
  return RunState::cut;
}

std::string allocators_text(const RunSummary& run, bool versions) {
  std::string text;
  for (const AllocatorBuild& build : run.builds)
    text += (text.empty() ? "" : ", ") + clean_line(build.name) +
            (versions && !build.version.empty() ? " " + clean_line(build.version) : "");
  return text;
}

// "3/8"; empty: the whole experiment.
std::string shard_words(const RunSummary& run) {
  return run.shard ? fmt::format("{}/{}", run.shard->number, run.shard->count) : "";
}

// Cut to so many columns, which is said by a mark at the end.
std::string cut_to(const std::string& text, std::size_t width) {
  if (display_width(text) <= width) return text;
  std::string cut;
  std::size_t columns = 0;
  for (const char c : text) {
    if (!continues_character(c) && ++columns > width - 2) break;
    cut += c;
  }
  return cut + "..";
}

// "matrix 3/8".
std::string named_part(const RunSummary& run, std::size_t width) {
  const std::string part = shard_words(run);
  const std::string name = cut_to(clean_line(run.experiment), width - (part.empty() ? 0 : part.size() + 1));
  return part.empty() ? name : name + " " + part;
}

// The machines of the runs, each once: runs name them A, B, …
std::vector<Machine> machines_of(std::span<const RunSummary> runs) {
  std::vector<Machine> machines;
  for (const RunSummary& run : runs)
    if (!contains(machines, run.machine)) machines.push_back(run.machine);
  return machines;
}

// "A" to "Z", then "27", …
std::string letter(std::size_t machine) {
  return machine < 26 ? std::string(1, static_cast<char>('A' + machine)) : fmt::format("{}", machine + 1);
}

using Cells = std::vector<std::string>;

// One column of the list.
struct ListColumn {
  std::string name;
  bool right;    // aligned right, as numbers are
  Cells cells;   // of each run
  int priority;  // where not all fit, those of the least go first
};

std::size_t width_of(const ListColumn& column) {
  std::size_t width = display_width(column.name);
  for (const std::string& cell : column.cells) width = std::max(width, display_width(cell));
  return width;
}

std::size_t width_of(const std::vector<ListColumn>& columns) {
  std::size_t width = 0;
  for (const ListColumn& column : columns) width += width_of(column) + (width == 0 ? 0 : 2);
  return width;
}

void cut_cells(ListColumn& column, std::size_t width) {
  for (std::string& cell : column.cells) cell = cut_to(cell, width);
}

std::vector<ListColumn> columns_of(std::span<const RunSummary> runs, std::span<const RunState> states,
                                   const std::vector<Machine>& machines, std::size_t width) {
  std::vector<ListColumn> columns = {{"run", true, {}, 9},      {"experiment", false, {}, 5},
                                     {"started", false, {}, 8}, {"took", true, {}, 1},
                                     {"blocks", true, {}, 3},   {"state", false, {}, 7},
                                     {"on", false, {}, 4},      {"allocators", false, {}, 2}};
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const RunSummary& run = runs[i];
    const auto machine = std::find(machines.begin(), machines.end(), run.machine) - machines.begin();
    const Cells cells = {fmt::format("{}", run.id),
                         named_part(run, width < 100 ? 12 : 40),
                         local_time_text(run.started_at_unix_ns),
                         clock_span_text(run.measured_ns),
                         fmt::format("{}/{}", run.blocks_done, run.blocks_wanted),
                         std::string(run_state_name(states[i])),
                         letter(static_cast<std::size_t>(machine)),
                         allocators_text(run, false)};
    for (std::size_t column = 0; column < columns.size(); ++column)
      columns[column].cells.push_back(cells[column]);
  }
  if (machines.size() < 2) columns.erase(columns.end() - 2);
  return columns;
}

// Makes the columns fit, and returns the names of those that had to go. The last one, which may be long, is
// cut first.
Cells fit(std::vector<ListColumn>& columns, std::size_t width) {
  constexpr std::size_t least_last = 10;
  Cells gone;
  for (;;) {
    const std::size_t last = width_of(columns.back());
    const std::size_t others = width_of(columns) - last;
    const std::size_t needed = columns.back().name == "allocators" ? std::min(last, least_last) : last;
    if (others + needed <= width || columns.size() == 1) {
      cut_cells(columns.back(), std::max(width - std::min(others, width), needed));
      return gone;
    }
    const auto least = std::min_element(columns.begin(), columns.end(),
                                        [](const auto& a, const auto& b) { return a.priority < b.priority; });
    gone.push_back(least->name);
    columns.erase(least);
  }
}

std::string line_of(const std::vector<ListColumn>& columns, const Cells& cells) {
  std::string line;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::size_t width = width_of(columns[i]);
    line +=
        (i == 0 ? "" : "  ") + (columns[i].right ? pad_left(cells[i], width) : pad_right(cells[i], width));
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

// What those of the states mean that do not say it themselves.
std::vector<std::string> state_notes(std::span<const RunState> states) {
  std::vector<std::string> notes;
  const auto add = [&](RunState state, const char* meaning) {
    if (contains(states, state)) notes.push_back(fmt::format("{}: {}", run_state_name(state), meaning));
  };
  add(RunState::precise, "its intervals were narrow enough before all blocks were measured");
  add(RunState::cut, "the same command continues it");
  add(RunState::cut_older, "the runners have changed since, so the same command begins a new run");
  add(RunState::measuring, "another process measures it now");
  return notes;
}

}  // namespace

std::string_view run_state_name(RunState state) { return state_names.at(static_cast<std::size_t>(state)); }

std::vector<RunState> run_states(std::span<const RunSummary> runs, const RunsNow& now) {
  std::int64_t newest_trial = 1;
  for (const RunSummary& run : runs) newest_trial = std::max(newest_trial, run.newest_trial);
  std::vector<RunState> states;
  for (const RunSummary& run : runs) states.push_back(state_of(run, newest_trial, now));
  return states;
}

std::string run_list_text(std::span<const RunSummary> runs, const RunsNow& now, const TerminalStyle& style) {
  if (runs.empty()) return "no run\n";
  const auto width = static_cast<std::size_t>(std::max(style.columns, 40));
  const std::vector<Machine> machines = machines_of(runs);
  const std::vector<RunState> states = run_states(runs, now);
  std::vector<ListColumn> columns = columns_of(runs, states, machines, width);
  const Cells gone = fit(columns, width);
  Cells head;
  for (const ListColumn& column : columns) head.push_back(column.name);
  std::string text = line_of(columns, head);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    Cells cells;
    for (const ListColumn& column : columns) cells.push_back(column.cells[i]);
    text += line_of(columns, cells);
    const std::size_t margin = width_of(columns.front()) + 2;
    if (!runs[i].note.empty())
      text += std::string(margin, ' ') + cut_to(clean_line(runs[i].note), width - margin) + "\n";
  }
  Page page(style);
  page.blank();
  for (std::size_t i = 0; i < machines.size(); ++i)
    page.paragraph(fmt::format("machine{}: {}", machines.size() > 1 ? " " + letter(i) : "",
                               machine_summary(machines[i])),
                   2);
  for (const std::string& note : state_notes(states)) page.paragraph(note, 2);
  if (!gone.empty())
    page.paragraph(
        fmt::format("not shown in {} columns: {}; --width 100, --format csv", width, joined(gone, ", ")), 2);
  return shown(text, style.unicode) + std::move(page).text();
}

std::string run_list_csv(std::span<const RunSummary> runs, const RunsNow& now) {
  constexpr std::array<const char*, 16> names = {
      "run",   "experiment", "started",         "took_s",  "blocks",     "blocks_wanted", "state",
      "cells", "trials",     "trials_complete", "machine", "allocators", "library_paths", "note",
      "node",  "shard"};
  std::string text = csv_line(Cells(names.begin(), names.end()));
  const std::vector<RunState> states = run_states(runs, now);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const RunSummary& run = runs[i];
    std::string paths;
    for (const AllocatorBuild& build : run.builds) paths += (paths.empty() ? "" : " ") + build.library_path;
    text += csv_line(Cells{fmt::format("{}", run.id), run.experiment, utc_time_text(run.started_at_unix_ns),
                           fmt::format("{:.3f}", static_cast<double>(run.measured_ns) / 1e9),
                           fmt::format("{}", run.blocks_done), fmt::format("{}", run.blocks_wanted),
                           std::string(run_state_name(states[i])), fmt::format("{}", run.cells),
                           fmt::format("{}", run.trials), fmt::format("{}", run.complete_trials),
                           machine_summary(run.machine), allocators_text(run, true), paths, run.note,
                           run.node, shard_words(run)});
  }
  return text;
}

std::string run_list_json(std::span<const RunSummary> runs, const RunsNow& now) {
  const std::vector<RunState> states = run_states(runs, now);
  Json list = Json::array();
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const RunSummary& run = runs[i];
    Json builds = Json::array();
    for (const AllocatorBuild& build : run.builds)
      builds.push_back({{"name", build.name},
                        {"version", build.version},
                        {"library_path", build.library_path},
                        {"settings", build.settings}});
    list.push_back({{"run", run.id},
                    {"experiment", run.experiment},
                    {"started", utc_time_text(run.started_at_unix_ns)},
                    {"took_s", static_cast<double>(run.measured_ns) / 1e9},
                    {"blocks", run.blocks_done},
                    {"blocks_wanted", run.blocks_wanted},
                    {"state", run_state_name(states[i])},
                    {"cells", run.cells},
                    {"trials", run.trials},
                    {"trials_complete", run.complete_trials},
                    {"machine", machine_summary(run.machine)},
                    {"allocators", builds},
                    {"note", run.note},
                    {"node", run.node},
                    {"shard", shard_words(run)}});
  }
  return json_text(list, 2) + "\n";
}

}  // namespace allocscale
