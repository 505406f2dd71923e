#include "harness/cli/doctor_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "harness/base/error.hpp"
#include "harness/base/joined.hpp"
#include "harness/base/nearest_name.hpp"
#include "harness/cli/measuring.hpp"
#include "harness/cli/print.hpp"
#include "harness/conduct/allocator_levels.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/launch/knob_words.hpp"
#include "harness/measure/counter_access.hpp"
#include "harness/measure/doctor.hpp"
#include "harness/measure/topology_reader.hpp"
#include "harness/model/allocator_name.hpp"
#include "harness/report/doctor_page.hpp"

namespace allocscale {
namespace {

std::string explain_arm(const Runner& runner, const ArmOffer& arm, ArmProver& prover) {
  const std::string& refusal = prover.refusal(runner, arm);
  const std::string words = joined(arm.environment, " ");
  return fmt::format("  {}{}{}: {}\n", text_of({runner.allocator, arm.name}), words.empty() ? "" : " = ",
                     words, refusal.empty() ? "acts" : "not offered: " + refusal);
}

std::vector<std::string> own_environment() {
  std::vector<std::string> words;
  for (char** word = environ; *word != nullptr; ++word) words.emplace_back(*word);
  return words;
}

void print_allocator(const Runner& runner, ArmProver& prover) {
  print_page(fmt::format("{} {} ({})\n", runner.allocator, runner.version, runner.library_path));
  if (runner.knobs.empty() && runner.arms.empty())
    print_page("  no variable is known of it: it is no allocator of a known family\n");
  const std::vector<KnobFinding> findings =
      examine_knobs(runner, own_environment(), {count_faults, has_setting});
  std::vector<std::string> names;
  for (const KnobFinding& finding : findings)
    if (finding.known) names.push_back(finding.name);
  for (const KnobFinding& finding : findings) print_page(render(finding, names));
  for (const ArmOffer& arm : runner.arms) print_page(explain_arm(runner, arm, prover));
  const auto set = std::count_if(findings.begin(), findings.end(),
                                 [](const KnobFinding& finding) { return finding.set.has_value(); });
  print_page(
      fmt::format("{} of its variables {} set here; nothing was changed.\n", set, set == 1 ? "is" : "are"));
}

const Runner& require_runner(const std::string& name, const Catalog& catalog) {
  if (const Runner* const found = find_runner(catalog, name)) return *found;
  if (const auto why = why_missing(catalog, name))
    throw RequestError(fmt::format("--alloc: '{}' is not available: {}", name, *why));
  std::vector<std::string> names;
  for (const Runner& runner : catalog.runners) names.push_back(runner.allocator);
  throw RequestError(fmt::format("--alloc: unknown allocator '{}'{}", name, name_hint(name, names)));
}

}  // namespace

void doctor(bool all, bool share_machine) {
  const MachineLock lock = lock_machine(share_machine);
  const std::vector<int> cpus = cpu_ids(read_topology(std::nullopt));
  const std::vector<Circumstance> circumstances =
      examine("/", try_counters(), listen_to_cpus(cpus, 1), static_cast<int>(cpus.size()));
  print_page(all ? doctor_circumstances(circumstances) : doctor_findings(circumstances));
}

void doctor_allocators(const std::vector<std::string>& allocators, bool share_machine, const Places& places) {
  Catalog catalog = discover_runners(places.runners);
  const MachineLock lock = lock_machine(share_machine);
  ArmProver prover;
  std::vector<std::string> names = allocators;
  for (std::string& name : names) {
    if (is_arm(name))
      throw RequestError(
          fmt::format("--alloc: '{}' is an arm; name the allocator, which lists its arms", name));
    prepare_allocator("--alloc", name, catalog, prover);
    (void)require_runner(name, catalog);
  }
  for (const std::string& name : names) {
    if (&name != &names.front()) print_page("\n");
    print_allocator(require_runner(name, catalog), prover);
  }
}

}  // namespace allocscale
