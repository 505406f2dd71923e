#include "harness/conduct/trial_order.hpp"

#include "harness/launch/program_command.hpp"
#include "harness/launch/worker_environment.hpp"
#include "harness/plan/factor_levels.hpp"
#include "harness/plan/placement.hpp"

namespace allocscale {
namespace {

// The cell's program, where it has one, in the environment of its allocator.
std::optional<StartedProgram> program_of(const Cell& cell, const Runner& runner) {
  const KernelOffer* const kernel = find_kernel(runner, cell.kernel);
  const LayoutOffer* const layout = kernel == nullptr ? nullptr : find_layout(*kernel, cell.layout);
  if (layout == nullptr || !layout->program) return std::nullopt;
  StartedProgram program = *layout->program;
  program.allocator_environment = allocator_environment(cell, runner, program.witness_path);
  program.owner = owner_file(runner);
  return program;
}

}  // namespace

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
  order.program = program_of(cell, runner);
  order.spin_to_start = cell.workers <= topology.capacity;
  return order;
}

}  // namespace allocscale
