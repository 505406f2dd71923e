#include "harness/conduct/trial_order.hpp"

#include <algorithm>

#include "harness/launch/worker_command.hpp"
#include "harness/plan/factor_levels.hpp"
#include "harness/plan/placement.hpp"

namespace allocscale {

std::vector<std::string> with_knob(std::vector<std::string> knobs, const std::string& knob) {
  const std::size_t after_name = knob.find('=') + 1;
  const std::string name = knob.substr(0, after_name);
  const auto held = std::find_if(knobs.begin(), knobs.end(),
                                 [&](const std::string& word) { return word.starts_with(name); });
  if (held == knobs.end())
    knobs.push_back(knob);
  else
    *held += (name == "GLIBC_TUNABLES=" ? ":" : ",") + knob.substr(after_name);
  return knobs;
}

TrialOrder order_cell(const Cell& cell, const Runner& runner, const Topology& topology, int widest,
                      int block) {
  TrialOrder order;
  order.cell = cell;
  order.runner_path = runner.path;
  order.runner_arguments = runner.arguments;
  order.cpus = trial_cpus(topology, cell, widest, block);
  order.environment = scrubbed_environment(cell.huge_pages == HugePages::always
                                               ? with_knob(runner.environment, runner.huge_page_knob)
                                               : runner.environment);
  if (cell.numa == Numa::interleaved) order.numa_nodes = numa_nodes(topology);
  order.siblings = sibling_task(cell, topology, runner);
  order.spin_to_start = cell.workers <= topology.capacity;
  return order;
}

}  // namespace allocscale
