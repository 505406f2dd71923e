#include "harness/cli/exec_command.hpp"

#include <utility>

#include "harness/plan/levels.hpp"

namespace allocscale {
namespace {

constexpr int usual_blocks = 10;

// The question that `exec` asks of a program, before the command line changes it.
Experiment question_about(ProgramTask task) {
  Experiment experiment;
  experiment.name = "exec";
  experiment.question = "What does allocation cost this program, alone and beside copies of itself?";
  experiment.kernels = {task.name};
  for (const ProgramVariant& variant : task.variants) experiment.layouts.push_back(variant.name);
  experiment.allocators = {every_name};
  experiment.controls = {"compute"};
  experiment.sizes = {SizeLevel{"small"}};
  experiment.workers = {WorkersLevel{false, 1, false}, WorkersLevel{true, 1, false}};
  experiment.estimand = Estimand::cold;
  experiment.iterations = 1;
  experiment.baseline = {task.variants.front().name, "glibc"};
  experiment.blocks = usual_blocks;
  experiment.program = std::move(task);
  return experiment;
}

}  // namespace

int exec(const ExecRequest& request, const Places& places) {
  Experiment experiment = question_about(read_program(request.program));
  apply(request.run.choices, experiment);
  return run_experiment(std::move(experiment), request.run, places);
}

}  // namespace allocscale
