#include "harness/conduct/program_offer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/launch/program_command.hpp"
#include "harness/plan/levels.hpp"

namespace allocscale {
namespace {

KernelOffer offer_of(const ProgramTask& task, const std::filesystem::path& runners,
                     const std::vector<std::string>& callers_environment) {
  KernelOffer offer;
  offer.name = task.name;
  offer.question = "What does this program take?";
  offer.facts = {KernelKind::program, Resource::none};
  for (const auto& [name, program] : task.variants)
    offer.layouts.push_back(
        {name, "", "", LayoutFacts{}, true,
         StartedProgram{program, (runners / "allocscale-starter").string(), "", callers_environment, {}}});
  return offer;
}

void leave_out(const std::string& allocator, const std::string& why, Experiment& experiment,
               Catalog& catalog) {
  std::erase_if(catalog.runners, [&](const Runner& runner) { return runner.allocator == allocator; });
  if (!contains(experiment.allocators, every_name)) catalog.unbuilt[allocator] = why;
}

}  // namespace

std::vector<std::string> offer_program(Experiment& experiment, Catalog& catalog,
                                       const std::filesystem::path& runners) {
  if (!std::filesystem::exists(runners / "allocscale-starter"))
    throw SetupError(fmt::format("{} is missing: build the project, then run again",
                                 (runners / "allocscale-starter").string()));
  const CallersEnvironment environment = callers_environment(catalog);
  std::map<std::string, std::string> reasons;
  for (const Runner& runner : catalog.runners)
    if (std::string why = why_not_preloadable(runner); !why.empty())
      reasons[runner.allocator] = std::move(why);
  for (const auto& [allocator, why] : reasons) leave_out(allocator, why, experiment, catalog);
  const KernelOffer offer = offer_of(*experiment.program, runners, environment.kept);
  for (Runner& runner : catalog.runners) runner.kernels.push_back(offer);
  return environment.left_out;
}

}  // namespace allocscale
