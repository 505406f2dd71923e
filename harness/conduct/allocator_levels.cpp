#include "harness/conduct/allocator_levels.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/nearest_name.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/model/allocator_name.hpp"
#include "harness/plan/levels.hpp"
#include "harness/plan/resolve.hpp"

namespace allocscale {
namespace {

constexpr const char* allocator_factor = "allocator";

void add(Catalog& catalog, Runner runner) {
  const auto after =
      std::lower_bound(catalog.runners.begin(), catalog.runners.end(), runner,
                       [](const Runner& a, const Runner& b) { return a.allocator < b.allocator; });
  catalog.runners.insert(after, std::move(runner));
}

bool is_name(const std::string& name) {
  constexpr const char* allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";
  return !name.empty() && name.find_first_not_of(allowed) == std::string::npos;
}

// "mine=/path/lib.so": the level becomes "mine"; "mine:eager=/path/lib.so" becomes "mine:eager".
void prepare_library(const std::string& source, std::string& level, Catalog& catalog) {
  const auto [named, file] = parse_preload(level);
  const std::string& name = named.base;
  if (named.arm && file.find('/') == std::string::npos)
    throw RequestError(fmt::format(
        "{}: '{}': a policy arm is a name, such as {}:retain, and takes no value; 'allocscale describe {}' has its arms; "
        "a library is NAME=/path/to/lib.so",
        source, level, name, name));
  if (!is_name(name) || file.empty())
    throw RequestError(fmt::format(
        "{}: '{}' is no allocator; expected NAME=/path/to/lib.so, the name of letters, digits, _ . -", source,
        level));
  if (contains(allocator_names(catalog), name))
    throw RequestError(fmt::format("{}: the name '{}' is taken; give {} another", source, name, file));
  const Runner* const plain = find_plain_runner(catalog);
  if (plain == nullptr) {
    for (const auto& [allocator, why] : catalog.silent) throw SetupError(why);  // it may be one of these
    throw SetupError("a library is preloaded into the runner that links no allocator, which is missing");
  }
  try {
    add(catalog, preload(*plain, name, file));
  } catch (const RequestError& wrong) {
    throw RequestError(fmt::format("{}: {}", source, wrong.what()));
  }
  level = text_of(named);
}

// "glibc:retain".
void prepare_arm(const std::string& source, const std::string& level, Catalog& catalog, ArmProver& prover) {
  if (find_runner(catalog, level) != nullptr || catalog.unbuilt.contains(level)) return;
  const AllocatorName asked = parse_allocator(level);
  const std::string& base = asked.base;
  const std::string& name = *asked.arm;
  if (const auto missing = why_missing(catalog, base)) {
    catalog.unbuilt[level] = *missing;
    return;
  }
  const Runner* const runner = find_runner(catalog, base);
  if (runner == nullptr) return;  // an unknown name, which is said with all others
  std::vector<std::string> names;
  for (const ArmOffer& arm : runner->arms) names.push_back(arm.name);
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end())
    throw RequestError(
        fmt::format("{}: '{}' has no policy arm '{}'{}", source, base, name, name_hint(name, names)));
  const ArmOffer& arm = runner->arms[static_cast<std::size_t>(found - names.begin())];
  const std::string& refusal = prover.refusal(*runner, arm);
  if (refusal.empty())
    add(catalog, with_arm(*runner, arm));
  else
    catalog.unbuilt[level] = fmt::format("{} has no arm '{}' here: {}", base, name, refusal);
}

void rename_marks(Experiment& experiment, const std::string& factor, const std::string& from,
                  const std::string& to) {
  for (SourceMark& mark : experiment.marks)
    if (mark.factor == factor && mark.level == from) mark.level = to;
}

// The experiment's arms of every allocator that it names without one.
void add_arms(Experiment& experiment, const Catalog& catalog) {
  if (experiment.arms.empty()) return;
  std::vector<std::string> names = experiment.allocators;
  if (names == std::vector<std::string>{every_name}) names = known_names(catalog).allocators;
  experiment.allocators.clear();
  for (const std::string& name : names) {
    experiment.allocators.push_back(name);
    if (is_arm(name)) continue;
    for (const std::string& arm : experiment.arms) {
      const std::string level = text_of({name, arm});
      if (contains(names, level)) continue;
      experiment.allocators.push_back(level);
      experiment.marks.push_back({allocator_factor, level, place_of_level(experiment, "arm", arm)});
    }
  }
}

}  // namespace

void prepare_allocator(const std::string& source, std::string& level, Catalog& catalog, ArmProver& prover) {
  if (is_preload(level)) prepare_library(source, level, catalog);
  if (is_arm(level)) prepare_arm(source, level, catalog, prover);
}

void prepare_allocators(Experiment& experiment, Catalog& catalog, ArmProver& prover) {
  for (std::string& level : experiment.allocators) {
    if (!is_preload(level)) continue;
    const std::string written = level;
    prepare_library(place_of_level(experiment, allocator_factor, written), level, catalog);
    rename_marks(experiment, allocator_factor, written, level);
  }
  add_arms(experiment, catalog);
  for (const std::string& level : experiment.allocators)
    if (is_arm(level))
      prepare_arm(place_of_level(experiment, allocator_factor, level), level, catalog, prover);
  const std::string& baseline = experiment.baseline.allocator;
  if (is_arm(baseline))
    prepare_arm(place_of_level(experiment, "baseline allocator", baseline), baseline, catalog, prover);
}

std::vector<std::string> name_allocators(const std::vector<std::string>& asked, const std::string& command,
                                         Catalog& catalog, ArmProver& prover) {
  Experiment experiment;  // only its allocators
  experiment.name = command;
  experiment.allocators = asked.empty() ? std::vector<std::string>{every_name} : asked;
  for (const std::string& name : experiment.allocators)
    experiment.marks.push_back({allocator_factor, name, "--alloc"});
  prepare_allocators(experiment, catalog, prover);
  const KnownNames known = known_names(catalog);
  for (const std::string& name : experiment.allocators) check_allocator(experiment, name, known);
  return resolve_names(experiment.allocators, known.allocators);
}

}  // namespace allocscale
