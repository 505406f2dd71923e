#include "harness/launch/knob_level.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "harness/launch/discovery.hpp"
#include "harness/launch/worker_environment.hpp"

namespace allocscale {
namespace {

constexpr std::string_view jemalloc_variable = "MALLOC_CONF";

bool is_list(std::string_view name) { return name == "GLIBC_TUNABLES" || name == jemalloc_variable; }

std::vector<std::string> with_variable(std::vector<std::string> environment, const std::string& variable) {
  const std::size_t equals = variable.find('=');
  if (is_list(std::string_view(variable).substr(0, equals)))
    return with_knob(std::move(environment), variable);
  const std::string begin = variable.substr(0, equals + 1);
  std::erase_if(environment, [&](const std::string& held) { return held.starts_with(begin); });
  environment.push_back(variable);
  return environment;
}

bool reads_malloc_conf(const Runner& runner) {
  const auto is_that = [](const std::string& variable) {
    return variable.substr(0, variable.find('=')) == jemalloc_variable;
  };
  return std::any_of(runner.knobs.begin(), runner.knobs.end(),
                     [&](const KnobOffer& knob) { return is_that(knob.name); }) ||
         std::any_of(runner.arms.begin(), runner.arms.end(),
                     [&](const ArmOffer& arm) {
                       return std::any_of(arm.environment.begin(), arm.environment.end(), is_that);
                     }) ||
         is_that(runner.huge_page_knob);
}

}  // namespace

Runner with_variables(const Runner& runner, const std::string& name,
                      const std::vector<std::string>& variables) {
  Runner set = called(runner, name);
  for (const std::string& variable : variables)
    set.environment = with_variable(std::move(set.environment), variable);
  for (const std::string& variable : set.environment)
    if (!variable.starts_with("LD_PRELOAD=")) set.settings.push_back(variable);
  set.plain = false;
  return set;
}

std::vector<std::string> add_malloc_conf(const std::string& options, Catalog& catalog) {
  std::vector<std::string> names;
  for (Runner& runner : catalog.runners) {
    if (!reads_malloc_conf(runner)) continue;
    runner.settings.push_back("/etc/malloc.conf=" + options);
    names.push_back(runner.allocator);
  }
  return names;
}

}  // namespace allocscale
