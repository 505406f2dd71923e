#include "harness/plan/choices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/plan/levels.hpp"

namespace allocscale {
namespace {

// Replaces the places of a factor's levels by the option's name. "size" stands for "size of KERNEL" too.
void mark_option(Experiment& experiment, const std::string& factor, const std::string& option,
                 const std::vector<std::string>& levels) {
  std::vector<SourceMark>& marks = experiment.marks;
  marks.erase(std::remove_if(marks.begin(), marks.end(),
                             [&](const SourceMark& mark) {
                               return mark.factor == factor || mark.factor.rfind(factor + " of ", 0) == 0;
                             }),
              marks.end());
  for (const std::string& level : levels) marks.push_back({factor, level, option});
}

void apply_names(const std::optional<std::vector<std::string>>& chosen, const std::string& factor,
                 const std::string& option, std::vector<std::string>& names, Experiment& experiment) {
  if (!chosen) return;
  names = *chosen;
  mark_option(experiment, factor, option, names);
}

void keep_baseline(Experiment& experiment) {
  std::vector<std::string>& names = experiment.allocators;
  const std::string& baseline = experiment.baseline.allocator;
  if (names == std::vector<std::string>{every_name}) return;
  if (!contains(names, baseline)) names.insert(names.begin(), baseline);
}

// A baseline that was asked for stays, as its allocator does.
void apply_levels(const std::string& factor, const std::vector<std::string>& chosen, Experiment& experiment) {
  std::vector<std::string>& levels = experiment.levels[factor];
  levels = chosen;
  const auto own = experiment.baseline.levels.find(factor);
  if (own != experiment.baseline.levels.end() && !contains(levels, own->second))
    levels.insert(levels.begin(), own->second);
}

void check_bounds(const char* option, const std::optional<int>& number, std::int64_t most) {
  if (number && (*number < 1 || *number > most))
    throw RequestError(
        fmt::format("{}: {} is out of bounds; expected a whole number from 1 to {}", option, *number, most));
}

}  // namespace

double parse_precision(const std::string& text) {
  double percent = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, percent);
  const std::string_view unit(rest, static_cast<std::size_t>(end - rest));
  if (error != std::errc{} || (unit != "%" && unit != " %") || !(percent > 0) || percent > 100)
    throw RequestError(fmt::format("--precision: '{}' is no precision; expected e.g. 2% or 0.5%", text));
  return percent / 100;
}

void apply(const Choices& choices, Experiment& experiment) {
  check_bounds("--blocks", choices.blocks, most_blocks);
  check_bounds("--iterations", choices.iterations, most_iterations);

  apply_names(choices.kernels, "kernel", "--kernel", experiment.kernels, experiment);
  apply_names(choices.layouts, "layout", "--layout", experiment.layouts, experiment);
  apply_names(choices.allocators, "allocator", "--alloc", experiment.allocators, experiment);
  if (choices.allocators) keep_baseline(experiment);
  if (choices.workers) experiment.workers = *choices.workers;
  if (choices.sizes) {
    experiment.sizes = *choices.sizes;
    experiment.kernel_sizes.clear();
    std::vector<std::string> levels;
    for (const SizeLevel& level : *choices.sizes) levels.push_back(level_text(level));
    mark_option(experiment, "size", "--size", levels);
  }
  if (choices.iterations) {
    experiment.iterations = choices.iterations;
    mark_option(experiment, "iterations", "--iterations", {std::to_string(*choices.iterations)});
  }
  for (const auto& [factor, levels] : choices.levels) apply_levels(factor, levels, experiment);
  if (choices.precision)
    experiment.blocks =
        static_cast<int>(std::min<std::int64_t>(experiment.blocks * blocks_for_precision, most_blocks));
  if (choices.blocks) experiment.blocks = *choices.blocks;
  if (choices.budget_seconds) experiment.budget_seconds = choices.budget_seconds;
}

}  // namespace allocscale
