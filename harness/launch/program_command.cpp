#include "harness/launch/program_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <set>

#include "harness/base/joined.hpp"
#include "harness/base/scratch_folder.hpp"
#include "harness/launch/worker_command.hpp"
#include "harness/launch/worker_environment.hpp"

namespace allocscale {
namespace {

constexpr std::string_view preload_name = "LD_PRELOAD=";

std::string name_part(const std::string& variable) { return variable.substr(0, variable.find('=')); }

std::set<std::string> allocator_variables(const Catalog& catalog) {
  std::set<std::string> names = {"LD_PRELOAD"};
  for (const Runner& runner : catalog.runners) {
    for (const KnobOffer& knob : runner.knobs) names.insert(knob.name);
    for (const ArmOffer& arm : runner.arms)
      for (const std::string& variable : arm.environment) names.insert(name_part(variable));
    if (!runner.huge_page_knob.empty()) names.insert(name_part(runner.huge_page_knob));
  }
  return names;
}

// The library that owns malloc in the runner's own process, where it is a file that can be preloaded.
std::string library_of(const Runner& runner) {
  for (const std::string& variable : runner.environment)
    if (variable.starts_with(preload_name)) return variable.substr(preload_name.size());
  return runner.library_path;
}

bool is_c_library(const Runner& runner) { return runner.owner.starts_with("libc.so"); }

}  // namespace

CallersEnvironment callers_environment(const Catalog& catalog) {
  const std::set<std::string> names = allocator_variables(catalog);
  CallersEnvironment parts;
  for (char** variable = environ; *variable != nullptr; ++variable)
    (names.contains(name_part(*variable)) ? parts.left_out : parts.kept).emplace_back(*variable);
  return parts;
}

std::vector<std::string> allocator_environment(const Cell& cell, const Runner& runner,
                                               const std::string& witness) {
  std::vector<std::string> libraries;
  if (!is_c_library(runner)) libraries.push_back(library_of(runner));
  if (!witness.empty()) libraries.push_back(witness);
  std::vector<std::string> environment;
  if (!libraries.empty()) environment.push_back(fmt::format("{}{}", preload_name, joined(libraries, ":")));
  for (const std::string& variable : runner.environment)
    if (!variable.starts_with(preload_name)) environment.push_back(variable);
  return cell.huge_pages == HugePages::always ? with_knob(std::move(environment), runner.huge_page_knob)
                                              : environment;
}

std::string why_not_preloadable(const Runner& runner) {
  if (is_c_library(runner)) return {};
  const std::string library = library_of(runner);
  std::error_code ignored;
  if (library.empty() || std::filesystem::equivalent(library, runner.path, ignored))
    return "its code is part of its runner, there is no library to preload into a program";
  return {};
}

int processes_of(const TrialOrder& order) {
  return order.program && makes_workers(order.program->program) ? 1 : processes_of(order.cell);
}

std::vector<std::string> starter_arguments(const TrialOrder& order, int worker,
                                           const std::optional<Seat>& seat) {
  const StartedProgram& ordered = *order.program;
  const Program& program = ordered.program;
  std::vector<std::string> words = {ordered.starter_path};
  const auto add = [&words](const char* option, std::string value) {
    words.insert(words.end(), {option, std::move(value)});
  };
  add("--worker", std::to_string(worker));
  add("--workers", std::to_string(order.cell.workers));
  add("--allocator", order.cell.allocator);
  if (!order.asked_events.empty()) add("--events", event_words(order.asked_events));
  if (!order.cpus.empty())
    add("--cpus", makes_workers(program) ? joined(order.cpus, ",")
                                         : std::to_string(order.cpus.at(static_cast<std::size_t>(worker))));
  for (const std::string& variable : ordered.allocator_environment) add("--env", variable);
  for (const std::string& variable : program.environment) add("--env", variable);
  if (!program.directory.empty()) add("--directory", program.directory);
  add("--input", program.input);
  add("--output", program.output);
  if (program.reports_time) add("--time", "reported");
  add("--expect", joined(program.expected_statuses, ","));
  add("--scratch-in", temporary_folder().string());
  if (seat) {
    add("--rendezvous", std::to_string(seat->rendezvous_fd));
    add("--parent", std::to_string(seat->parent));
    if (!seat->witness_file.empty()) add("--witness", seat->witness_file);
  }
  words.emplace_back("--");
  words.insert(words.end(), program.words.begin(), program.words.end());
  return words;
}

std::string owner_file(const Runner& runner) {
  return is_c_library(runner) ? runner.owner : library_of(runner);
}

std::vector<std::string> starter_environment(const TrialOrder& order) {
  std::vector<std::string> environment = order.program->callers_environment;
  environment.push_back("ALLOCSCALE_PAD=" +
                        std::string(static_cast<std::size_t>(order.environment_pad), 'x'));
  return environment;
}

}  // namespace allocscale
