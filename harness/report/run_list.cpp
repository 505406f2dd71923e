#include "harness/report/run_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <vector>

#include "harness/base/clean_text.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/date_text.hpp"
#include "harness/report/characters.hpp"
#include "harness/report/csv_field.hpp"
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

Cells cells_of(const RunSummary& run, RunState state, const std::vector<Machine>& machines,
               const std::vector<std::string>& shown_names) {
  Cells cells = {fmt::format("{}", run.id),
                 shown_names.at(0),
                 local_time_text(run.started_at_unix_ns),
                 clock_span_text(run.measured_ns),
                 fmt::format("{}/{}", run.blocks_done, run.blocks_wanted),
                 std::string(run_state_name(state))};
  if (machines.size() > 1) {
    const auto at = std::find(machines.begin(), machines.end(), run.machine);
    cells.push_back(letter(static_cast<std::size_t>(at - machines.begin())));
  }
  cells.push_back(shown_names.at(1));
  return cells;
}

// Left or right, by column: numbers to the right.
std::string line_of(const Cells& cells, const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool right = i == 0 || i == 3 || i == 4;
    line += (i == 0 ? "" : "  ") + (right ? pad_left(cells[i], widths[i]) : pad_right(cells[i], widths[i]));
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

std::vector<std::size_t> widths_of(const std::vector<Cells>& lines) {
  std::vector<std::size_t> widths(lines.front().size(), 0);
  for (const Cells& cells : lines)
    for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], display_width(cells[i]));
  return widths;
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
  const auto columns = static_cast<std::size_t>(std::max(style.columns, 40));
  const std::vector<Machine> machines = machines_of(runs);
  const std::vector<RunState> states = run_states(runs, now);
  const std::size_t longest_experiment = columns < 100 ? 12 : 40;
  Cells head = {"run", "experiment", "started", "took", "blocks", "state"};
  if (machines.size() > 1) head.emplace_back("on");
  head.emplace_back("allocators");
  std::vector<Cells> lines = {head};
  for (std::size_t i = 0; i < runs.size(); ++i)
    lines.push_back(cells_of(
        runs[i], states[i], machines,
        {cut_to(clean_line(runs[i].experiment), longest_experiment), allocators_text(runs[i], false)}));
  std::vector<std::size_t> widths = widths_of(lines);
  std::size_t others = 0;
  for (std::size_t i = 0; i + 1 < widths.size(); ++i) others += widths[i] + 2;
  const std::size_t room = others + 10 < columns ? columns - others : 10;
  widths.back() = std::min(widths.back(), room);
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    lines[i].back() = cut_to(lines[i].back(), room);
    text += line_of(lines[i], widths);
    if (i > 0 && !runs[i - 1].note.empty())
      text += std::string(widths[0] + 2, ' ') +
              cut_to(clean_line(runs[i - 1].note), columns - widths[0] - 2) + "\n";
  }
  Page page(style);
  page.blank();
  for (std::size_t i = 0; i < machines.size(); ++i)
    page.paragraph(fmt::format("machine{}: {}", machines.size() > 1 ? " " + letter(i) : "",
                               machine_summary(machines[i])),
                   2);
  for (const std::string& note : state_notes(states)) page.paragraph(note, 2);
  return shown(text, style.unicode) + std::move(page).text();
}

std::string run_list_csv(std::span<const RunSummary> runs, const RunsNow& now) {
  constexpr std::array<const char*, 14> names = {
      "run",   "experiment", "started",         "took_s",  "blocks",     "blocks_wanted", "state",
      "cells", "trials",     "trials_complete", "machine", "allocators", "library_paths", "note"};
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
                           machine_summary(run.machine), allocators_text(run, true), paths, run.note});
  }
  return text;
}

std::string run_list_json(std::span<const RunSummary> runs, const RunsNow& now) {
  using Json = nlohmann::ordered_json;
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
                    {"note", run.note}});
  }
  return clean_page(list.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
}

}  // namespace allocscale
