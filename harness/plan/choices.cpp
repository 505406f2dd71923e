#include "harness/plan/choices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string_view>

#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/parse_number.hpp"
#include "harness/model/allocator_name.hpp"
#include "harness/plan/levels.hpp"
#include "harness/plan/resolve.hpp"

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

// Whether the level is the allocator, or a library that gets its name: "mine=/path/to/lib.so".
bool names_allocator(const std::string& level, const std::string& allocator) {
  return level == allocator || (is_preload(level) && text_of(parse_preload(level).name) == allocator);
}

void keep_baseline(Experiment& experiment) {
  std::vector<std::string>& names = experiment.allocators;
  const std::string& baseline = experiment.baseline.allocator;
  if (names == std::vector<std::string>{every_name}) return;
  const bool there = std::any_of(names.begin(), names.end(),
                                 [&](const std::string& name) { return names_allocator(name, baseline); });
  if (!there) names.insert(names.begin(), baseline);
}

// The experiment is told from the command line what to compare with; its levels of other factors stay.
void apply_baseline(const Baseline& wanted, Experiment& experiment) {
  experiment.baseline.layout = wanted.layout;
  experiment.baseline.allocator = wanted.allocator;
  mark_option(experiment, "baseline layout", "--baseline", {wanted.layout});
  mark_option(experiment, "baseline allocator", "--baseline", {wanted.allocator});
  // It is added to the layouts and allocators that are asked for; a wrong name is the option's there too.
  experiment.marks.push_back({"layout", wanted.layout, "--baseline"});
  experiment.marks.push_back({"allocator", wanted.allocator, "--baseline"});
  std::vector<std::string>& layouts = experiment.layouts;
  if (layouts != std::vector<std::string>{every_name} && !contains(layouts, wanted.layout))
    layouts.insert(layouts.begin(), wanted.layout);
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
  std::string_view number = text;
  const bool has_unit = number.ends_with('%');
  if (has_unit) number.remove_suffix(number.ends_with(" %") ? 2 : 1);
  const auto percent = parse_number<double>(number);
  if (!has_unit || !percent || !(*percent > 0) || *percent > 100)
    throw RequestError(fmt::format("--precision: '{}' is no precision; expected e.g. 2% or 0.5%", text));
  return *percent / 100;
}

Baseline parse_baseline(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos || slash == 0 || slash + 1 == text.size() ||
      text.find_first_of("/*,", slash + 1) != std::string::npos)
    throw RequestError(fmt::format(
        "--baseline: '{}' is no baseline; expected a layout and an allocator, e.g. contiguous/mimalloc",
        text));
  return {text.substr(0, slash), text.substr(slash + 1), {}};
}

Design parse_design(const std::string& word) {
  const std::span<const std::string> words = design_words();
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end())
    throw RequestError(fmt::format("--design: '{}' is no design; expected separate or paired", word));
  return static_cast<Design>(found - words.begin());
}

void apply(const Choices& choices, Experiment& experiment) {
  check_bounds("--blocks", choices.blocks, most_blocks);
  check_bounds("--iterations", choices.iterations, most_iterations);

  apply_names(choices.kernels, "kernel", "--kernel", experiment.kernels, experiment);
  apply_names(choices.layouts, "layout", "--layout", experiment.layouts, experiment);
  apply_names(choices.allocators, "allocator", "--alloc", experiment.allocators, experiment);
  if (choices.baseline) apply_baseline(*choices.baseline, experiment);
  if (choices.allocators || choices.baseline) keep_baseline(experiment);
  if (choices.workers) experiment.workers = *choices.workers;
  if (choices.sizes) {
    experiment.sizes = *choices.sizes;
    // The sizes that the spec gives to controls are another matter.
    std::erase_if(experiment.kernel_sizes,
                  [&](const auto& own) { return !is_control(experiment, own.first); });
    std::vector<std::string> levels;
    for (const SizeLevel& level : *choices.sizes) levels.push_back(level_text(level));
    mark_option(experiment, "size", "--size", levels);
  }
  if (choices.iterations) {
    experiment.iterations = choices.iterations;
    mark_option(experiment, "iterations", "--iterations", {std::to_string(*choices.iterations)});
  }
  if (choices.design) {
    experiment.design = choices.design;
    mark_option(experiment, "design", "--design", {std::string(design_name(*choices.design))});
  }
  for (const auto& [factor, levels] : choices.levels) apply_levels(factor, levels, experiment);
  if (choices.precision)
    experiment.blocks =
        static_cast<int>(std::min<std::int64_t>(experiment.blocks * blocks_for_precision, most_blocks));
  if (choices.blocks) experiment.blocks = *choices.blocks;
  if (choices.deadline_seconds) experiment.deadline_seconds = choices.deadline_seconds;
  if (choices.budget_seconds) experiment.budget_seconds = choices.budget_seconds;
}

}  // namespace allocscale
