#include "harness/cli/knob_doctor.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "harness/base/error.hpp"
#include "harness/base/nearest_name.hpp"
#include "harness/base/quantity.hpp"
#include "harness/conduct/allocator_levels.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/model/allocator_name.hpp"

namespace allocscale {
namespace {

std::string count(std::int64_t number) { return format_count(static_cast<double>(number)); }

std::string size_of(const KnobTrial& trial) {
  const std::string all = format_bytes(static_cast<double>(trial.bytes));
  if (trial.block_bytes == trial.bytes) return all;
  return all + " in blocks of " + format_bytes(static_cast<double>(trial.block_bytes));
}

std::string render(const KnobTrial& trial) {
  if (!trial.failure.empty())
    return fmt::format("    with '{}': does not run: {}\n", trial.value, trial.failure);
  // The first round where only that one moved: huge pages.
  const bool warm = trial.with.last != trial.without.last || !trial.acts();
  return fmt::format("    with '{}': {}: at {}, {} round of {} pages takes {} faults, {} without\n",
                     trial.value, trial.acts() ? "obeyed" : "no effect seen", size_of(trial),
                     warm ? "a warm" : "the first", count(trial.with.pages),
                     count(warm ? trial.with.last : trial.with.first),
                     count(warm ? trial.without.last : trial.without.first));
}

bool any_acts(const std::vector<KnobTrial>& trials) {
  return std::any_of(trials.begin(), trials.end(), [](const KnobTrial& trial) { return trial.acts(); });
}

std::string advice(const KnobFinding& finding, const std::vector<std::string>& known_names) {
  if (!finding.set) return "nothing";
  if (!finding.known) {
    const std::string near = nearest_name(finding.name, known_names);
    return near.empty() ? "unset it if it is meant for this allocator" : "did you mean '" + near + "'?";
  }
  if (!finding.why_not.empty() || any_acts(finding.callers))
    return "unset it, or expect other programs here to differ "
           "from allocscale's workers, which do not inherit it";
  const auto works = std::find_if(finding.declared.begin(), finding.declared.end(),
                                  [](const KnobTrial& trial) { return trial.acts(); });
  if (works == finding.declared.end()) return "unset it: this version is not seen to obey it";
  return fmt::format("unset it, or mind how it is written: {}={} acts", finding.name, works->value);
}

std::string explain_arm(const Runner& runner, const ArmOffer& arm, ArmProver& prover) {
  const std::string& refusal = prover.refusal(runner, arm);
  const std::string words = fmt::format("{}", fmt::join(arm.environment, " "));
  return fmt::format("  {}{}{}: {}\n", text_of({runner.allocator, arm.name}), words.empty() ? "" : " = ",
                     words, refusal.empty() ? "acts" : "not offered: " + refusal);
}

std::vector<std::string> own_environment() {
  std::vector<std::string> words;
  for (char** word = environ; *word != nullptr; ++word) words.emplace_back(*word);
  return words;
}

void print_allocator(const Runner& runner, ArmProver& prover) {
  fmt::print("{} {} ({})\n", runner.allocator, runner.version, runner.library_path);
  if (runner.knobs.empty() && runner.arms.empty())
    fmt::print("  no variable is known of it: it is no allocator of a known family\n");
  const std::vector<KnobFinding> findings = examine_knobs(runner, own_environment(), count_faults);
  std::vector<std::string> names;
  for (const KnobFinding& finding : findings)
    if (finding.known) names.push_back(finding.name);
  for (const KnobFinding& finding : findings) fmt::print("{}", render(finding, names));
  for (const ArmOffer& arm : runner.arms) fmt::print("{}", explain_arm(runner, arm, prover));
  const auto set = std::count_if(findings.begin(), findings.end(),
                                 [](const KnobFinding& finding) { return finding.set.has_value(); });
  fmt::print("{} of its variables {} set here; nothing was changed.\n", set, set == 1 ? "is" : "are");
}

const Runner& require_runner(const std::string& name, const Catalog& catalog) {
  if (const Runner* const found = find_runner(catalog, name)) return *found;
  if (const auto why = catalog.unbuilt.find(name); why != catalog.unbuilt.end())
    throw RequestError(fmt::format("--alloc: '{}' is not available: {}", name, why->second));
  std::vector<std::string> names;
  for (const Runner& runner : catalog.runners) names.push_back(runner.allocator);
  throw RequestError(fmt::format("--alloc: unknown allocator '{}'{}", name, name_hint(name, names)));
}

}  // namespace

std::string render(const KnobFinding& finding, const std::vector<std::string>& known_names) {
  std::string text = fmt::format("{} {}: {}\n", finding.set ? '!' : ' ', finding.name,
                                 finding.set ? fmt::format("set to '{}'", *finding.set) : "not set");
  if (!finding.known) text += "    not known: no variable of this allocator has that name\n";
  if (!finding.why_not.empty()) text += fmt::format("    not tried: {}\n", finding.why_not);
  for (const KnobTrial& trial : finding.callers) text += render(trial);
  for (const KnobTrial& trial : finding.declared)
    if (trial.value != finding.set) text += render(trial);
  return text + fmt::format("    to do: {}\n", advice(finding, known_names));
}

void doctor_allocators(const std::vector<std::string>& allocators, const Places& places) {
  Catalog catalog = discover_runners(places.runners);
  ArmProver prover;
  std::vector<std::string> names = allocators;
  for (std::string& name : names) {
    if (is_arm(name))
      throw RequestError(
          fmt::format("--alloc: '{}' is an arm; name the allocator, which lists its arms", name));
    settle_allocator("--alloc", name, catalog, prover);
    (void)require_runner(name, catalog);
  }
  for (const std::string& name : names) {
    if (&name != &names.front()) fmt::print("\n");
    print_allocator(require_runner(name, catalog), prover);
  }
}

}  // namespace allocscale
