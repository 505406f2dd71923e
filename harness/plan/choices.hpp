// The changes that the command line makes to an experiment.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/model/experiment.hpp"

namespace allocscale {

/// What the command line asks for; what is absent stays as the spec has it. The lists are made by the parsers
/// in levels.hpp.
struct Choices {
  std::optional<std::vector<std::string>> allocators;  // --alloc
  std::optional<Baseline> baseline;                    // --baseline: its layout and its allocator
  std::optional<std::vector<std::string>> kernels;     // --kernel
  std::optional<std::vector<std::string>> layouts;     // --layout
  std::optional<std::vector<WorkersLevel>> workers;    // --workers
  std::optional<std::vector<SizeLevel>> sizes;         // --size: of every kernel
  FactorLevels levels;                                 // --placement, --start, …: see factor.hpp
  std::optional<int> blocks;                           // --blocks
  std::optional<int> iterations;                       // --iterations
  std::optional<Design> design;                        // --design
  std::optional<double> budget_seconds;                // --budget
  std::optional<double> deadline_seconds;              // --deadline, of each trial
  std::optional<double> precision;                     // --precision, as a part of 1
};

/// The number that a percentage stands for: "2%" is 0.02. Throws RequestError, which names --precision, when
/// the text is no percentage above 0 and up to 100.
[[nodiscard]] double parse_precision(const std::string& text);

/// A run with --precision but without --blocks may have this many times the spec's number of blocks.
inline constexpr int blocks_for_precision = 5;

/// The baseline that a text such as "contiguous/mimalloc" names. Throws RequestError, which names --baseline,
/// when the text is no layout and allocator with a slash between them.
[[nodiscard]] Baseline parse_baseline(const std::string& text);

/// The design that a word names. Throws RequestError, which names --design, at another word.
[[nodiscard]] Design parse_design(const std::string& word);

/// Makes the changes to the experiment. The baseline's allocator is kept in addition to the allocators asked
/// for, because the others are compared with it; so is the layout of a baseline that was asked for. Throws
/// RequestError when the number of blocks lies outside 1 … most_blocks or that of iterations outside 1 …
/// most_iterations.
void apply(const Choices& choices, Experiment& experiment);

}  // namespace allocscale
