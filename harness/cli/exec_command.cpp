#include "harness/cli/exec_command.hpp"

#include <utility>

#include "harness/plan/choices.hpp"
#include "harness/plan/experiment_files.hpp"
#include "harness/plan/spec.hpp"

namespace allocscale {

int exec(const ExecRequest& request, const Places& places) {
  ProgramTask task = read_program(request.program);
  std::vector<std::filesystem::path> folders;
  for (const std::filesystem::path& folder : places.experiments) folders.push_back(folder / "program");
  Experiment experiment = read_experiment(find_experiment(request.why ? "why" : "exec", folders));
  set_programs({std::move(task)}, experiment);
  apply(request.run.choices, experiment);
  return run_experiment(std::move(experiment), request.run, places);
}

}  // namespace allocscale
