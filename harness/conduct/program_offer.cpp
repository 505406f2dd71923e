#include "harness/conduct/program_offer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/base/clean_text.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/joined.hpp"
#include "harness/conduct/errand.hpp"
#include "harness/launch/program_command.hpp"
#include "harness/plan/levels.hpp"
#include "harness/protocol/witness_record.hpp"

namespace allocscale {
namespace {

constexpr double needed_deadline_seconds = 60;

std::filesystem::path starter_file(const Places& places) { return places.runners / "allocscale-starter"; }

std::filesystem::path witness_file(const Places& places) {
  return places.preloads / protocol::witness_library;
}

void require_files(const Places& places) {
  for (const std::filesystem::path& file : {starter_file(places), witness_file(places)})
    if (!std::filesystem::exists(file))
      throw SetupError(fmt::format("{} is missing: build it (make programs), then run again", file.string()));
}

KernelOffer offer_of(const ProgramTask& task, const Places& places,
                     const std::vector<std::string>& callers_environment) {
  KernelOffer offer;
  offer.name = task.name;
  offer.question = "What does this program take?";
  offer.facts = {KernelKind::program, Resource::none};
  const LayoutFacts facts = {.opaque = true};
  for (const auto& [name, program] : task.variants)
    offer.layouts.push_back({name, "", "", facts, true,
                             StartedProgram{.program = program,
                                            .starter_path = starter_file(places).string(),
                                            .witness_path = witness_file(places).string(),
                                            .callers_environment = callers_environment,
                                            .allocator_environment = {},
                                            .owner = {}}});
  return offer;
}

void leave_out(const std::string& allocator, const std::string& why, Experiment& experiment,
               Catalog& catalog) {
  std::erase_if(catalog.runners, [&](const Runner& runner) { return runner.allocator == allocator; });
  if (!contains(experiment.allocators, every_name)) catalog.unbuilt[allocator] = why;
}

bool is_chosen(const Experiment& experiment, const ProgramTask& task) {
  return contains(experiment.kernels, task.name) || contains(experiment.kernels, every_name);
}

// Why the task's needed command fails; empty: it does not, or there is none.
std::string why_unmet(const ProgramTask& task, const std::vector<std::string>& environment) {
  const std::string failure = errand_failure(task.needed, environment, needed_deadline_seconds);
  if (failure.empty()) return {};
  return fmt::format("'{}': {}", clean_line(joined(task.needed, " ")), failure);
}

bool has_variant(const std::vector<ProgramTask>& tasks, const std::string& name) {
  return std::any_of(tasks.begin(), tasks.end(),
                     [&](const ProgramTask& task) { return find_variant(task, name) != nullptr; });
}

void take_out(const std::string& name, Experiment& experiment) {
  std::erase(experiment.kernels, name);
  const ProgramTask task = *find_program(experiment.programs, name);
  std::erase(experiment.programs, task);
  for (const ProgramVariant& variant : task.variants)
    if (!has_variant(experiment.programs, variant.name)) std::erase(experiment.layouts, variant.name);
  const bool lost_baseline = find_variant(task, experiment.baseline.layout) != nullptr &&
                             !has_variant(experiment.programs, experiment.baseline.layout);
  if (!experiment.programs.empty() && lost_baseline)
    experiment.baseline.layout = experiment.programs.front().variants.front().name;
}

void require_no_kernel_of_that_name(const Experiment& experiment, const Catalog& catalog) {
  for (const ProgramTask& task : experiment.programs)
    for (const Runner& runner : catalog.runners)
      if (find_kernel(runner, task.name) != nullptr)
        throw RequestError(
            fmt::format("'{}' is the name of a kernel: give the command another name", task.name));
}

}  // namespace

std::vector<std::string> leave_out_unmet(Experiment& experiment, const Catalog& catalog) {
  const std::vector<std::string> environment = callers_environment(catalog).kept;
  std::vector<std::string> lines;
  for (const ProgramTask& task : std::vector<ProgramTask>(experiment.programs)) {
    if (!is_chosen(experiment, task)) continue;
    const std::string why = why_unmet(task, environment);
    if (why.empty()) continue;
    lines.push_back(fmt::format("{} was left out: {}", task.name, why));
    take_out(task.name, experiment);
  }
  const bool only_all = experiment.programs.empty() && contains(experiment.kernels, every_name);
  if (!lines.empty() && (experiment.kernels.empty() || only_all)) throw RequestError(lines.front());
  return lines;
}

std::vector<std::string> offer_programs(Experiment& experiment, Catalog& catalog, const Places& places) {
  require_no_kernel_of_that_name(experiment, catalog);
  require_files(places);
  const CallersEnvironment environment = callers_environment(catalog);
  std::map<std::string, std::string> reasons;
  for (const Runner& runner : catalog.runners)
    if (std::string why = why_not_preloadable(runner); !why.empty())
      reasons[runner.allocator] = std::move(why);
  for (const auto& [allocator, why] : reasons) leave_out(allocator, why, experiment, catalog);
  for (const ProgramTask& task : experiment.programs) {
    const KernelOffer offer = offer_of(task, places, environment.kept);
    for (Runner& runner : catalog.runners) runner.kernels.push_back(offer);
  }
  return environment.left_out;
}

}  // namespace allocscale
