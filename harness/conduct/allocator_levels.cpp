#include "harness/conduct/allocator_levels.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/base/clean_text.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/nearest_name.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/launch/knob_level.hpp"
#include "harness/launch/knob_words.hpp"
#include "harness/model/allocator_name.hpp"
#include "harness/plan/levels.hpp"
#include "harness/plan/resolve.hpp"

namespace allocscale {
namespace {

constexpr const char* allocator_factor = "allocator";
constexpr const char* command_line = "--alloc";

bool contains_slash(const std::string& text) { return text.find('/') != std::string::npos; }

void add_runner(Catalog& catalog, Runner runner) {
  const auto after =
      std::lower_bound(catalog.runners.begin(), catalog.runners.end(), runner,
                       [](const Runner& a, const Runner& b) { return a.allocator < b.allocator; });
  catalog.runners.insert(after, std::move(runner));
}

bool is_name(const std::string& name) {
  constexpr const char* allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";
  return !name.empty() && name.find_first_not_of(allowed) == std::string::npos;
}

std::string not_an_allocator(const std::string& source, const std::string& level) {
  const bool has_variable = level.find('+') < level.find('=');
  return fmt::format("{}: '{}' is no allocator; expected {}, the name of letters, digits, _ . -", source,
                     clean_line(level),
                     has_variable ? "NAME=ALLOCATOR+VARIABLE=VALUE" : "NAME=/path/to/lib.so");
}

Runner load_library(const std::string& source, const std::string& name, const std::string& file,
                    const Catalog& catalog) {
  const Runner* const plain = find_plain_runner(catalog);
  if (plain == nullptr) {
    for (const auto& [allocator, why] : catalog.silent) throw SetupError(why);  // it may be one of these
    throw SetupError("a library is preloaded into the runner that links no allocator, which is missing");
  }
  try {
    return preload(*plain, name, file);
  } catch (const RequestError& wrong) {
    throw RequestError(fmt::format("{}: {}", source, wrong.what()));
  }
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
  if (!is_name(name) || file.empty()) throw RequestError(not_an_allocator(source, level));
  if (contains(allocator_names(catalog), name))
    throw RequestError(fmt::format("{}: the name '{}' is taken; give {} another", source, name, file));
  add_runner(catalog, load_library(source, name, file, catalog));
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
    add_runner(catalog, with_arm(*runner, arm));
  else
    catalog.unbuilt[level] = fmt::format("{} has no arm '{}' here: {}", base, name, refusal);
}

void require_own_variable(const std::string& source, const std::string& variable) {
  const std::string name = variable.substr(0, variable.find('='));
  if (clean_line(variable) != variable)
    throw RequestError(fmt::format("{}: the value of {} holds a control character", source, name));
  if (name.starts_with("LD_") || name.starts_with("ALLOCSCALE_"))
    throw RequestError(
        fmt::format("{}: {} cannot be a level; a library is NAME=/path/to/lib.so", source, name));
}

// "bg=jemalloc+MALLOC_CONF=background_thread:true": the level becomes "bg".
void prepare_variables(const std::string& source, std::string& level, Catalog& catalog, ArmProver& prover) {
  const KnobLevel asked = parse_knob_level(level);
  if (!is_name(asked.name)) throw RequestError(not_an_allocator(source, level));
  if (contains(allocator_names(catalog), asked.name))
    throw RequestError(fmt::format("{}: the name '{}' is taken; give {} another", source, asked.name,
                                   clean_line(level.substr(asked.name.size() + 1))));
  for (const std::string& variable : asked.variables) require_own_variable(source, variable);
  level = asked.name;
  if (contains_slash(asked.base)) {
    const Runner library = load_library(source, asked.name, asked.base, catalog);
    add_runner(catalog, with_variables(library, asked.name, asked.variables));
    return;
  }
  if (is_arm(asked.base)) prepare_arm(source, asked.base, catalog, prover);
  if (const Runner* const base = find_runner(catalog, asked.base)) {
    add_runner(catalog, with_variables(*base, asked.name, asked.variables));
    return;
  }
  const auto missing = why_missing(catalog, asked.base);
  if (!missing)
    throw RequestError(fmt::format("{}: unknown allocator '{}'{}", source, clean_line(asked.base),
                                   name_hint(asked.base, allocator_names(catalog))));
  catalog.unbuilt[asked.name] = *missing;
}

// A list of --alloc is split at every comma. A word belongs to the value before it where that ends in a
// backslash, or where the word has a ':' and does not begin as an arm of an allocator does:
// "bg=jemalloc+MALLOC_CONF=narenas:1,tcache:false".
bool continues_value(const std::string& level, const std::string& word, const Catalog& catalog) {
  if (!sets_variables(level)) return false;
  return level.ends_with('\\') || (is_arm(word) && !is_preload(word) &&
                                   !contains(allocator_names(catalog), parse_allocator(word).base));
}

void rename_marks(Experiment& experiment, const std::string& factor, const std::string& from,
                  const std::string& to) {
  for (SourceMark& mark : experiment.marks)
    if (mark.factor == factor && mark.level == from) mark.level = to;
}

void join_values(Experiment& experiment, const Catalog& catalog) {
  std::vector<std::string> joined;
  for (const std::string& word : experiment.allocators) {
    if (joined.empty() || place_of_level(experiment, allocator_factor, word) != command_line ||
        !continues_value(joined.back(), word, catalog)) {
      joined.push_back(word);
      continue;
    }
    const std::string before = joined.back();
    joined.back() += "," + word;
    rename_marks(experiment, allocator_factor, before, joined.back());
  }
  experiment.allocators = std::move(joined);
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
  join_values(experiment, catalog);
  for (std::string& level : experiment.allocators) {
    if (!is_preload(level)) continue;
    const std::string written = level;
    const std::string place = place_of_level(experiment, allocator_factor, written);
    if (sets_variables(level))
      prepare_variables(place, level, catalog, prover);
    else
      prepare_library(place, level, catalog);
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

std::vector<std::string> doubted_variables(const Experiment& experiment, const Catalog& catalog,
                                           const KnobWitnesses& witnesses) {
  std::vector<std::string> lines;
  for (const std::string& level : experiment.allocators) {
    const Runner* const runner = find_runner(catalog, level);
    if (runner == nullptr || is_arm(level)) continue;
    Runner without = *runner;
    std::erase_if(without.environment,
                  [](const std::string& word) { return !word.starts_with("LD_PRELOAD="); });
    for (const std::string& variable : runner->settings) {
      if (variable.starts_with('/')) continue;  // a file's
      const auto finding = examine_variable(without, variable, witnesses);
      if (!finding) continue;
      if (const std::string why = doubt(*finding, without); !why.empty()) lines.push_back(why);
    }
  }
  return lines;
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
