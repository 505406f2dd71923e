#include "harness/report/machines_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "harness/base/clean_text.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/joined.hpp"
#include "harness/base/plural.hpp"
#include "harness/base/quantity.hpp"
#include "harness/report/brief_grid.hpp"
#include "harness/report/machine_kinds.hpp"
#include "harness/report/notes.hpp"
#include "harness/report/number_text.hpp"
#include "harness/report/page.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

constexpr std::size_t most_named = 8;

using Machines = std::vector<MachineFindings>;
using KindList = std::vector<MachineKind>;

// "A", …, "Z", "A2", …
std::string letter(std::size_t kind) {
  constexpr std::size_t letters = 26;
  const std::string name(1, static_cast<char>('A' + kind % letters));
  return kind < letters ? name : name + std::to_string(kind / letters + 1);
}

template <class Value>
std::string text_of(const std::optional<Value>& value) {
  return value ? fmt::format("{}", *value) : absent_text;
}

struct Fact {
  const char* name;
  std::string (*text)(const MachineFindings& findings);
};

constexpr Fact facts[] = {
    {"CPU", [](const MachineFindings& f) { return clean_line(f.machine.cpu_model); }},
    {"CPUs", [](const MachineFindings& f) { return std::to_string(f.machine.cpus); }},
    {"for a trial", [](const MachineFindings& f) { return std::to_string(f.capacity); }},
    {"cores", [](const MachineFindings& f) { return std::to_string(f.machine.cores); }},
    {"NUMA nodes", [](const MachineFindings& f) { return std::to_string(f.machine.numa_nodes); }},
    {"caches", [](const MachineFindings& f) { return caches_text(f.machine); }},
    {"memory",
     [](const MachineFindings& f) { return format_bytes(static_cast<double>(f.machine.memory_bytes)); }},
    {"kernel", [](const MachineFindings& f) { return clean_line(f.machine.kernel); }},
    {"libc", [](const MachineFindings& f) { return clean_line(f.machine.libc); }},
    {"compiler", [](const MachineFindings& f) { return clean_line(f.machine.compiler); }},
    {"huge pages", [](const MachineFindings& f) { return text_of(f.machine.huge_pages); }},
    {"overcommit", [](const MachineFindings& f) { return text_of(f.machine.overcommit); }},
    {"governor", [](const MachineFindings& f) { return text_of(f.machine.governor); }},
    {"hypervisor", [](const MachineFindings& f) { return text_of(f.machine.hypervisor); }},
};

// The kind's builds, by allocator; of each run that it has, since a node may lack one.
const MachineBuild* build_of(const MachineKind& kind, const std::string& allocator) {
  for (const MachineFindings* run : kind.runs)
    for (const MachineBuild& build : run->builds)
      if (build.name == allocator) return &build;
  return nullptr;
}

bool all_equal(const std::vector<std::string>& texts) {
  return std::all_of(texts.begin(), texts.end(), [&](const std::string& text) { return text == texts[0]; });
}

std::vector<std::string> allocators_of(const KindList& kinds) {
  std::vector<std::string> names;
  std::set<std::string> seen;
  for (const MachineKind& kind : kinds)
    for (const MachineFindings* run : kind.runs)
      for (const MachineBuild& build : run->builds)
        if (seen.insert(build.name).second) names.push_back(build.name);
  return names;
}

// A line for each fact, and each allocator's version, in which the kinds differ; where an allocator is of the
// same version, its library or the build of the kernels.
Grid difference_grid(const KindList& kinds, std::size_t first, std::size_t last) {
  Grid grid;
  grid.keys = 1;
  grid.columns.push_back({"", "they differ in"});
  for (std::size_t i = first; i < last; ++i) grid.columns.push_back({"", letter(i)});
  const auto add = [&](const std::string& name, const auto& text) {
    std::vector<std::string> texts;
    for (const MachineKind& kind : kinds) texts.push_back(text(kind));
    if (all_equal(texts)) return false;
    std::vector<GridCell> cells = {{name}};
    for (std::size_t i = first; i < last; ++i) cells.push_back({std::move(texts[i])});
    grid.rows.push_back(std::move(cells));
    return true;
  };
  for (const Fact& fact : facts)
    (void)add(fact.name, [&](const MachineKind& kind) { return fact.text(*kind.runs.front()); });
  for (const std::string& allocator : allocators_of(kinds)) {
    const auto part = [&](std::string MachineBuild::*member, std::size_t length) {
      return [&allocator, member, length](const MachineKind& kind) {
        const MachineBuild* const build = build_of(kind, allocator);
        return build == nullptr ? std::string(absent_text) : clean_line((build->*member).substr(0, length));
      };
    };
    const std::string name = clean_line(allocator);
    if (!add(name, part(&MachineBuild::version, 100)) &&
        !add(name + "'s library", part(&MachineBuild::library_hash, 8)))
      (void)add(name + "'s runner", part(&MachineBuild::runner_hash, 8));
  }
  return grid;
}

// How the logarithms of a quantity are told.
struct Quantity {
  std::string title;
  MachineValue MachineRow::*value;
  std::string (*text)(double log);
  bool judged = false;  // above 1 is worse
};

std::string ratio_of_log(double log) { return fmt::format("{:.2f}", std::exp(log)); }
std::string time_of_log(double log) { return format_duration(std::exp(log)); }
std::string change_of_log(double log) {
  const double percent = 100 * std::expm1(log);
  return fmt::format("{}{:.1f} %", percent < 0 ? "−" : "+", std::fabs(percent));
}

// The nodes of a kind that have a row with a value that claims something.
struct Replicates {
  std::vector<std::size_t> nodes;
  std::vector<NodeEffect> effects;
};

Replicates replicates_of(const MachineKind& kind, const KindRow& name, const Quantity& quantity) {
  Replicates found;
  if (const auto rows = kind.rows.find(name); rows != kind.rows.end())
    for (const auto& [node, row] : rows->second)
      if (const MachineValue& value = row->*quantity.value; value.effect) {
        found.nodes.push_back(node);
        found.effects.push_back(*value.effect);
      }
  return found;
}

// Of one node what it is shown as itself; of five or more their mean with its interval; of fewer, from where
// to where they are.
GridCell kind_cell(const MachineKind& kind, const KindRow& name, const Quantity& quantity) {
  const auto rows = kind.rows.find(name);
  if (rows == kind.rows.end()) return {absent_text};
  const Replicates replicates = replicates_of(kind, name, quantity);
  if (replicates.nodes.size() < 2) {
    const std::size_t node =
        replicates.nodes.empty() ? rows->second.begin()->first : replicates.nodes.front();
    const MachineValue& value = rows->second.at(node)->*quantity.value;
    return {value.text, value.tone};
  }
  const BetweenNodes between = combine_nodes(replicates.effects, kind.runs.front()->margin);
  if (!between.interval) {
    double low = replicates.effects.front().value, high = low;
    for (const NodeEffect& effect : replicates.effects) {
      low = std::min(low, effect.value);
      high = std::max(high, effect.value);
    }
    const std::string least = quantity.text(low), most = quantity.text(high);
    return {least == most ? least : fmt::format("{} to {}", least, most)};
  }
  const std::string text =
      fmt::format("{} ({} to {})", quantity.text(between.mean), quantity.text(between.interval->low),
                  quantity.text(between.interval->high));
  if (!quantity.judged) return {text};
  const double margin = kind.runs.front()->margin;
  const std::string_view word = quantity.value == &MachineRow::slowdown ? " =" : "";
  if (between.interval->low >= -margin && between.interval->high <= margin)
    return {text + std::string(word), Tone::plain};
  if (between.interval->holds(0)) return {text};
  const bool worse = between.mean > 0;
  return {text + (word.empty() ? "" : worse ? " LOSS" : " GAIN"), worse ? Tone::bad : Tone::good};
}

// A line for each row that has a value on some kind from `first` to `last`, under its task.
Grid value_grid(const KindList& kinds, std::size_t first, std::size_t last, const std::vector<KindRow>& names,
                const std::vector<std::string>& heads, const Quantity& quantity) {
  Grid grid;
  grid.keys = 1;
  grid.columns.push_back({"", "row"});
  for (std::size_t i = first; i < last; ++i) grid.columns.push_back({"", heads[i]});
  std::string task;
  for (const KindRow& name : names) {
    std::vector<GridCell> cells = {{"  " + name.second}};
    bool told = false;
    for (std::size_t i = first; i < last; ++i) {
      cells.push_back(kind_cell(kinds[i], name, quantity));
      told = told || (!cells.back().text.empty() && cells.back().text != absent_text);
    }
    if (!told) continue;
    if (std::exchange(task, name.first) != name.first) {
      grid.rows.emplace_back(cells.size());
      grid.rows.back()[0].text = name.first;
    }
    grid.rows.push_back(std::move(cells));
  }
  return grid;
}

std::string percent_of_log(double log) { return fmt::format("{:.1f} %", 100 * std::expm1(log)); }

// Of each row that two nodes of a kind or more have: how much they differ, beside how well one is known.
Grid between_grid(const KindList& kinds, const std::vector<KindRow>& names, const Quantity& quantity) {
  Grid grid;
  grid.keys = 1;
  for (const char* const head : {"row", "kind", "nodes", "mean (95 %)", "between", "within", "apart"})
    grid.columns.push_back({"", head});
  std::string task;
  for (const KindRow& name : names)
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      const Replicates replicates = replicates_of(kinds[i], name, quantity);
      if (replicates.nodes.size() < 2) continue;
      const BetweenNodes between = combine_nodes(replicates.effects, kinds[i].runs.front()->margin);
      std::vector<std::string> apart;
      for (const std::size_t node : between.apart) apart.push_back(kinds[i].nodes[replicates.nodes[node]]);
      if (std::exchange(task, name.first) != name.first) {
        grid.rows.emplace_back(grid.columns.size());
        grid.rows.back()[0].text = name.first;
      }
      grid.rows.push_back({{"  " + name.second},
                           {letter(i)},
                           {std::to_string(replicates.nodes.size())},
                           {between.interval ? kind_cell(kinds[i], name, quantity).text : "fewer than 5"},
                           {percent_of_log(between.between)},
                           {percent_of_log(between.within)},
                           {some_of(apart, 4), Tone::doubtful}});
    }
  return grid;
}

// Columns of kinds that fit beside each other.
std::size_t kinds_abreast(const TerminalStyle& style, std::size_t kinds) {
  const int room = std::max(2, (style.columns - 20) / 13);
  return kinds <= 4 ? kinds : static_cast<std::size_t>(std::max(4, room));
}

void put_values(Page& page, const KindList& kinds, const std::vector<KindRow>& names,
                const std::vector<std::string>& heads, const Quantity& quantity, const TerminalStyle& style) {
  bool titled = false;
  const std::size_t abreast = kinds_abreast(style, kinds.size());
  for (std::size_t first = 0; first < kinds.size(); first += abreast) {
    const Grid grid =
        value_grid(kinds, first, std::min(first + abreast, kinds.size()), names, heads, quantity);
    if (grid.rows.empty()) continue;
    page.blank();
    if (!std::exchange(titled, true)) page.title(quantity.title);
    page.grid(grid);
  }
  if (const Grid between = between_grid(kinds, names, quantity); !between.rows.empty()) {
    page.blank();
    page.paragraph("Between the nodes of a kind: " + quantity.title);
    page.grid(between);
  }
}

// "n1, run 3, 2026-…"; "3 nodes (n1, n2, n3), 7 runs".
std::string who(const MachineKind& kind) {
  const MachineFindings& first = *kind.runs.front();
  if (kind.nodes.size() == 1 && kind.runs.size() == 1)
    return (first.node.empty() ? "" : kind.nodes.front() + ", ") + "run " + run_words(first.label);
  return fmt::format("{} ({}), {}", plural(kind.nodes.size(), "node"), some_of(kind.nodes, most_named),
                     plural(kind.runs.size(), "run"));
}

// The shards that nobody has run, where the runs are shards.
std::optional<std::string> missing_shards(const Machines& machines) {
  std::set<int> there;
  int count = 0;
  for (const MachineFindings& run : machines)
    if (run.shard) {
      there.insert(run.shard->number);
      count = std::max(count, run.shard->count);
    }
  std::vector<std::string> missing;
  for (int number = 1; number <= count; ++number)
    if (!there.contains(number)) missing.push_back(std::to_string(number));
  if (missing.empty()) return std::nullopt;
  return fmt::format("Of {} nothing is here, or they have no comparison: {}.",
                     plural(missing.size(), "shard"), some_of(missing, most_named));
}

// "A, 2 workers": with the number that its slowdowns are at.
std::vector<std::string> heads_of(const KindList& kinds, bool with_workers) {
  std::vector<std::string> heads;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    heads.push_back(letter(i));
    if (!with_workers) continue;
    for (const MachineFindings* run : kinds[i].runs)
      if (!run->workers.empty()) {
        heads.back() += ", " + run->workers;
        break;
      }
  }
  return heads;
}

std::string against(const Machines& machines) {
  for (const MachineFindings& run : machines)
    if (!run.against.empty()) return run.against;
  return "its reference";
}

}  // namespace

std::string machines_text(const std::vector<MachineFindings>& machines, const TerminalStyle& style) {
  const KindList kinds = kinds_of(machines);
  const std::vector<KindRow> names = row_names(machines);
  std::size_t nodes = 0;
  for (const MachineKind& kind : kinds) nodes += kind.nodes.size();
  Page page(style);
  page.title(fmt::format("{} on {}{}", clean_line(machines.front().experiment), plural(nodes, "machine"),
                         nodes == kinds.size() ? "" : fmt::format(" of {}", plural(kinds.size(), "kind"))));
  for (std::size_t i = 0; i < kinds.size(); ++i)
    page.paragraph(
        fmt::format("{}: {}; {}", letter(i), who(kinds[i]), machine_summary(kinds[i].runs.front()->machine)),
        3);
  if (const auto missing = missing_shards(machines)) page.paragraph(*missing);
  const std::size_t abreast = kinds_abreast(style, kinds.size());
  for (std::size_t first = 0; first < kinds.size(); first += abreast)
    if (const Grid differences = difference_grid(kinds, first, std::min(first + abreast, kinds.size()));
        !differences.rows.empty()) {
      page.blank();
      page.grid(differences);
    }
  put_values(page, kinds, names, heads_of(kinds, true),
             {"Slowdown, at the largest number of workers that have a CPU each", &MachineRow::slowdown,
              ratio_of_log, true},
             style);
  put_values(page, kinds, names, heads_of(kinds, false),
             {fmt::format("Cost: the time alone against {}", against(machines)), &MachineRow::cost,
              change_of_log, true},
             style);
  put_values(page, kinds, names, heads_of(kinds, false),
             {"Time alone", &MachineRow::alone, time_of_log, false}, style);
  page.blank();
  if (nodes > kinds.size())
    page.paragraph(
        "Machines of one kind, which differ in their names only, are replicates: of five or more, the mean by random effects "
        "over machines and its 95 % interval; of fewer, from the least to the largest. between: the standard deviation of "
        "machines beyond chance; within: the standard error of one machine; apart: machines that disagree with the others of "
        "their kind.");
  page.paragraph(fmt::format(
      "{} nothing is pooled. {}: equivalent. \"?\": may be chance. "
      "busy: it waited for a CPU, nothing is claimed. One machine in full: allocscale report --run N; "
      "two, row by row: allocscale compare N M.",
      nodes > kinds.size() ? "Each column is one kind's own;" : "Each column is one machine's own;",
      equivalent_mark));
  return std::move(page).text();
}

std::string machines_text(const std::vector<Findings>& machines, const TerminalStyle& style) {
  Machines found;
  for (const Findings& findings : machines) found.push_back(machine_findings(findings));
  return machines_text(found, style);
}

}  // namespace allocscale
