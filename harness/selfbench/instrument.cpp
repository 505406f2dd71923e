#include "harness/selfbench/instrument.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <utility>

#include "harness/base/error.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/measure/machine_reader.hpp"
#include "harness/measure/topology_reader.hpp"

namespace allocscale::selfbench {

Instrument::Instrument(const Places& places) : machine_(this_machine()) {
  campaign_.catalog = discover_runners(places.runners);
  campaign_.topology = read_topology(machine_.cgroup_cpus);
  campaign_.plan.workers = {1, cpus()};
}

TrialOrder Instrument::order(const Cell& cell, int block) {
  if (find_runner(catalog(), cell.allocator) == nullptr)
    throw SetupError(fmt::format("there is no runner-{}; build the target 'programs'", cell.allocator));
  campaign_.plan.cells = {cell};
  PlannedTrial trial;
  trial.block = block;
  trial.seed = random_.next();
  constexpr double predicted_seconds = 10;  // for the deadline only
  return order_trial(campaign_, trial, predicted_seconds, 0);
}

TrialResult Instrument::run(const TrialOrder& order) const {
  TrialResult result = host_.run_trial(order);
  if (result.outcome != Outcome::complete)
    throw SetupError(
        fmt::format("{}: {}: {}", cell_key(order.cell), outcome_name(result.outcome), result.message));
  return result;
}

RunHead Instrument::head(const std::vector<Cell>& cells) const {
  RunHead head;
  head.spec_key = head.run.experiment = "selfbench";
  head.run.question = "What does the instrument cost?";
  head.run.baseline = {cells.front().layout, cells.front().allocator};
  head.run.capacity = cpus();
  head.run.machine = machine_;
  head.run.cells = cells;
  head.run.facts = facts_of(declared_facts(catalog()), cells);
  for (const Runner& runner : catalog().runners)
    head.run.builds.push_back(
        {runner.allocator, runner.version, runner.library_path, runner.library_hash, runner.binary_hash});
  return head;
}

void say(const std::string& note) { fmt::print(stderr, "selfbench: {}\n", note); }

}  // namespace allocscale::selfbench
