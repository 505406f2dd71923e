#include "harness/cli/describe_command.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "harness/base/error.hpp"
#include "harness/base/nearest_name.hpp"
#include "harness/cli/note.hpp"
#include "harness/cli/parts.hpp"
#include "harness/cli/print.hpp"
#include "harness/cli/worker_line.hpp"
#include "harness/conduct/allocator_levels.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/launch/worker_command.hpp"
#include "harness/measure/machine_reader.hpp"
#include "harness/measure/topology_reader.hpp"
#include "harness/plan/cell_words.hpp"
#include "harness/report/part_text.hpp"

namespace allocscale {
namespace {

bool means_a_cell(const std::vector<std::string>& words, bool command) {
  return command || words.size() > 1 || words.front().find_first_of("= ") != std::string::npos;
}

std::string whose_line(const Cell& cell) {
  if (processes_of(cell) == 1) return fmt::format("this makes all {} workers", cell.workers);
  if (cell.siblings != Siblings::self)
    return fmt::format("this is worker 0 of {}, the measured one; its siblings need a harness to end them",
                       cell.workers);
  return fmt::format("this is worker 0 of {}; the others differ in --cpu only", cell.workers);
}

void describe_cell(const std::vector<std::string>& words, bool command, Catalog catalog) {
  CellWords levels = read_cell_words(words);
  ArmProver prover;
  if (const auto asked = levels.find("allocator"); asked != levels.end())
    prepare_allocator("describe", asked->second, catalog, prover);
  const Cell cell = parse_cell(levels, catalog);
  const Runner& runner = *find_runner(catalog, cell.allocator);
  const std::string command_line = worker_line(cell, runner, read_topology(this_machine().cgroup_cpus));
  if (command) {
    fmt::print("{}\n", command_line);  // it is clean, and a shell reads it
    if (cell.workers > 1) note("{}", whose_line(cell));
    return;
  }
  print_page(fmt::format("cell {}\n{}  command     {}\n", cell_key(cell),
                         demand_text(ask_demand(runner, cell)), command_line));
}

void describe_name(const std::string& name, const Catalog& catalog, const Places& places,
                   const std::vector<Part>& commands) {
  if (name.find('/') != std::string::npos || name.ends_with(".toml")) {
    print_page(fmt::format("experiment {}\n{}", name, describe_experiment(name, catalog, places)));
    return;
  }
  std::vector<std::string> names;
  bool found = false;
  std::vector<Part> parts = all_parts(catalog, places);
  parts.insert(parts.end(), commands.begin(), commands.end());
  for (const Part& part : parts) {
    names.push_back(part.name);
    if (part.name != name) continue;
    print_page(fmt::format("{}{} {}\n{}", found ? "\n" : "", part.kind, part.name, part.text()));
    found = true;
  }
  if (found) return;
  const std::string near = nearest_name(name, names);
  throw RequestError(fmt::format(
      "describe: there is no '{}'{}", name,
      near.empty() ? "; allocscale list KIND names all there is" : "; did you mean '" + near + "'?"));
}

}  // namespace

void describe(const std::vector<std::string>& words, bool command, const Places& places,
              const std::vector<Part>& commands) {
  const Catalog catalog = discover_runners(places.runners);
  if (means_a_cell(words, command))
    describe_cell(words, command, catalog);
  else
    describe_name(words.front(), catalog, places, commands);
}

}  // namespace allocscale
