#include "harness/cli/worker_line.hpp"

#include "harness/conduct/trial_order.hpp"
#include "harness/launch/shell_line.hpp"
#include "harness/launch/worker_command.hpp"
#include "harness/launch/worker_environment.hpp"

namespace allocscale {

std::string worker_line(const Cell& cell, const Runner& runner, const Topology& topology) {
  const TrialOrder order = order_cell(cell, runner, topology, cell.workers, 0);
  return shell_line(worker_environment(order), worker_arguments(order, 0), stack_limit(cell));
}

}  // namespace allocscale
