#include "harness/report/machines_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "harness/base/clean_text.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/plural.hpp"
#include "harness/base/quantity.hpp"
#include "harness/report/brief_grid.hpp"
#include "harness/report/notes.hpp"
#include "harness/report/number_text.hpp"
#include "harness/report/page.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

using Machines = std::vector<Findings>;

// "A", …, "Z", "A2", …
std::string letter(std::size_t machine) {
  constexpr std::size_t letters = 26;
  const std::string name(1, static_cast<char>('A' + machine % letters));
  return machine < letters ? name : name + std::to_string(machine / letters + 1);
}

std::string caches_text(const Machine& machine) {
  std::string text;
  for (const Cache& cache : machine.caches)
    if (cache.type != "Instruction")
      text += fmt::format("{}L{} {}", text.empty() ? "" : ", ", cache.level,
                          format_bytes(static_cast<double>(cache.bytes)));
  return text;
}

template <class Value>
std::string text_of(const std::optional<Value>& value) {
  return value ? fmt::format("{}", *value) : absent_text;
}

struct Fact {
  const char* name;
  std::string (*text)(const Findings& findings);
};

constexpr Fact facts[] = {
    {"CPU", [](const Findings& f) { return clean_line(f.run.machine.cpu_model); }},
    {"CPUs", [](const Findings& f) { return std::to_string(f.run.machine.cpus); }},
    {"for a trial", [](const Findings& f) { return std::to_string(f.run.capacity); }},
    {"cores", [](const Findings& f) { return std::to_string(f.run.machine.cores); }},
    {"NUMA nodes", [](const Findings& f) { return std::to_string(f.run.machine.numa_nodes); }},
    {"caches", [](const Findings& f) { return caches_text(f.run.machine); }},
    {"memory",
     [](const Findings& f) { return format_bytes(static_cast<double>(f.run.machine.memory_bytes)); }},
    {"kernel", [](const Findings& f) { return clean_line(f.run.machine.kernel); }},
    {"libc", [](const Findings& f) { return clean_line(f.run.machine.libc); }},
    {"compiler", [](const Findings& f) { return clean_line(f.run.machine.compiler); }},
    {"huge pages", [](const Findings& f) { return text_of(f.run.machine.huge_pages); }},
    {"overcommit", [](const Findings& f) { return text_of(f.run.machine.overcommit); }},
    {"governor", [](const Findings& f) { return text_of(f.run.machine.governor); }},
    {"hypervisor", [](const Findings& f) { return text_of(f.run.machine.hypervisor); }},
};

std::string build_text(const Findings& findings, const std::string& allocator) {
  for (const AllocatorBuild& build : findings.run.builds)
    if (build.name == allocator) return clean_line(build.version);
  return absent_text;
}

bool all_equal(const std::vector<std::string>& texts) {
  return std::all_of(texts.begin(), texts.end(), [&](const std::string& text) { return text == texts[0]; });
}

// A line for each fact, and each allocator's version, in which the machines differ.
Grid difference_grid(const Machines& machines) {
  Grid grid;
  grid.keys = 1;
  grid.columns.push_back({"", "they differ in"});
  for (std::size_t i = 0; i < machines.size(); ++i) grid.columns.push_back({"", letter(i)});
  const auto add = [&](const std::string& name, const auto& text) {
    std::vector<std::string> texts;
    for (const Findings& findings : machines) texts.push_back(text(findings));
    if (all_equal(texts)) return;
    std::vector<GridCell> cells = {{name}};
    for (std::string& one : texts) cells.push_back({std::move(one)});
    grid.rows.push_back(std::move(cells));
  };
  for (const Fact& fact : facts) add(fact.name, fact.text);
  std::vector<std::string> allocators;
  for (const Findings& findings : machines)
    for (const AllocatorBuild& build : findings.run.builds)
      if (!contains(allocators, build.name)) allocators.push_back(build.name);
  for (const std::string& allocator : allocators)
    add(clean_line(allocator), [&](const Findings& findings) { return build_text(findings, allocator); });
  return grid;
}

// A row of a table, as every machine names it.
struct NamedRow {
  std::string task;
  std::string row;

  friend bool operator==(const NamedRow&, const NamedRow&) = default;
};

struct Found {
  const KernelTable* table = nullptr;
  const Row* row = nullptr;
};

NamedRow name_of(const KernelTable& table, const Row& row) {
  return {task_text(table), layout_word(table, row.layout) + allocator_text(row)};
}

std::vector<NamedRow> names_of(const Machines& machines) {
  std::vector<NamedRow> names;
  for (const Findings& findings : machines)
    for (const KernelTable& table : findings.tables)
      for (const Row& row : table.rows)
        if (!row.twin && !contains(names, name_of(table, row))) names.push_back(name_of(table, row));
  return names;
}

Found find_row(const Findings& findings, const NamedRow& name) {
  for (const KernelTable& table : findings.tables)
    for (const Row& row : table.rows)
      if (!row.twin && name_of(table, row) == name) return {&table, &row};
  return {};
}

using CellOf = std::function<GridCell(const KernelTable&, const Row&)>;

// A line for each row that has a value on some machine, under its task.
Grid value_grid(const Machines& machines, const std::vector<std::string>& heads, const CellOf& cell) {
  Grid grid;
  grid.keys = 1;
  grid.columns.push_back({"", "row"});
  for (const std::string& head : heads) grid.columns.push_back({"", head});
  std::string task;
  for (const NamedRow& name : names_of(machines)) {
    std::vector<GridCell> cells = {{"  " + name.row}};
    bool told = false;
    for (const Findings& findings : machines) {
      const Found found = find_row(findings, name);
      cells.push_back(found.row == nullptr ? GridCell{absent_text} : cell(*found.table, *found.row));
      told = told || (!cells.back().text.empty() && cells.back().text != absent_text);
    }
    if (!told) continue;
    if (std::exchange(task, name.task) != name.task) {
      grid.rows.emplace_back(machines.size() + 1);
      grid.rows.back()[0].text = name.task;
    }
    grid.rows.push_back(std::move(cells));
  }
  return grid;
}

std::vector<std::string> letters_of(const Machines& machines) {
  std::vector<std::string> heads;
  for (std::size_t i = 0; i < machines.size(); ++i) heads.push_back(letter(i));
  return heads;
}

// "A, 2 workers": with the number that its slowdowns are at.
std::vector<std::string> heads_with_workers(const Machines& machines) {
  std::vector<std::string> heads = letters_of(machines);
  for (std::size_t i = 0; i < machines.size(); ++i)
    for (const KernelTable& table : machines[i].tables)
      if (table.headline) {
        heads[i] += ", " + workers_text(*table.headline, machines[i].run.capacity);
        break;
      }
  return heads;
}

GridCell slowdown_cell(const KernelTable& table, const Row& row) {
  return table.headline ? brief_slowdown(*find_at(row, *table.headline)) : GridCell{};
}

GridCell cost_cell(const KernelTable& table, const Row& row) {
  const std::optional<CostOf> of = first_change_told(table);
  return of ? brief_cost(row.costs[*of]) : GridCell{};
}

std::string against(const Machines& machines) {
  for (const Findings& findings : machines)
    for (const KernelTable& table : findings.tables)
      if (const std::optional<CostOf> of = first_change_told(table)) return reference_text(table, *of);
  return "its reference";
}

void put_values(Page& page, const std::string& title, const Grid& grid) {
  if (grid.rows.empty()) return;
  page.blank();
  page.title(title);
  page.grid(grid);
}

}  // namespace

std::string machines_text(const std::vector<Findings>& machines, const TerminalStyle& style) {
  Page page(style);
  page.title(fmt::format("{} on {}", clean_line(machines.front().run.experiment),
                         plural(machines.size(), "machine")));
  for (std::size_t i = 0; i < machines.size(); ++i)
    page.paragraph(fmt::format("{}: run {}; {}", letter(i), run_words(machines[i].label),
                               machine_summary(machines[i].run.machine)),
                   3);
  if (const Grid differences = difference_grid(machines); !differences.rows.empty()) {
    page.blank();
    page.grid(differences);
  }
  put_values(page, "Slowdown, at the largest number of workers that have a CPU each",
             value_grid(machines, heads_with_workers(machines), slowdown_cell));
  put_values(page, fmt::format("Cost: the time alone against {}", against(machines)),
             value_grid(machines, letters_of(machines), cost_cell));
  put_values(page, "Time alone",
             value_grid(machines, letters_of(machines),
                        [](const KernelTable&, const Row& row) { return GridCell{brief_time(row.alone)}; }));
  page.blank();
  page.paragraph(fmt::format(
      "Each column is one machine's own; nothing is pooled. {}: equivalent. \"?\": may be chance. "
      "busy: it waited for a CPU, nothing is claimed. One machine in full: allocscale report --run N; "
      "two, row by row: allocscale compare N M.",
      equivalent_mark));
  return std::move(page).text();
}

}  // namespace allocscale
