// What the command line changes in an experiment.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/model/experiment.hpp"

namespace allocscale {

/// Absent: as the spec says. The lists come from parse_names() and its siblings in levels.hpp.
struct Choices {
  std::optional<std::vector<std::string>> allocators;  // --alloc
  std::optional<std::vector<std::string>> kernels;     // --kernel
  std::optional<std::vector<std::string>> layouts;     // --layout
  std::optional<std::vector<WorkersLevel>> workers;    // --workers
  std::optional<std::vector<SizeLevel>> sizes;         // --size: of every kernel
  FactorLevels levels;                                 // --placement, --start, …: see factor.hpp
  std::optional<int> blocks;                           // --blocks
  std::optional<int> iterations;                       // --iterations
  std::optional<double> budget_seconds;                // --budget
  std::optional<double> precision;                     // --precision, as a part of 1
};

/// "2%" as 0.02. Throws RequestError, naming --precision, where the text is no percentage above 0 and up to
/// 100.
[[nodiscard]] double parse_precision(const std::string& text);

/// With --precision alone the spec's number of blocks would end it: so many times as many may be run.
inline constexpr int blocks_for_precision = 5;

/// Overrides the experiment. The baseline's allocator stays beside those asked for: without it there is
/// nothing to compare with. Throws RequestError when blocks or iterations lie outside 1 … most_blocks,
/// most_iterations.
void apply(const Choices& choices, Experiment& experiment);

}  // namespace allocscale
