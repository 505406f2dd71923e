#include "harness/conduct/trial_order.hpp"

#include "harness/launch/worker_environment.hpp"
#include "harness/plan/factor_levels.hpp"
#include "harness/plan/placement.hpp"

namespace allocscale {

TrialOrder order_cell(const Cell& cell, const Runner& runner, const Topology& topology, int widest,
                      int block) {
  TrialOrder order;
  order.cell = cell;
  order.runner_path = runner.path;
  order.runner_arguments = runner.arguments;
  order.cpus = trial_cpus(topology, cell, widest, block);
  order.run_cpus = run_cpus(topology, cell.placement, widest);
  order.environment = cell_environment(cell, runner);
  if (cell.numa == Numa::interleaved) order.numa_nodes = numa_nodes(topology);
  order.siblings = sibling_task(cell, topology, runner);
  order.spin_to_start = cell.workers <= topology.capacity;
  return order;
}

}  // namespace allocscale
