// An experiment: a question, and the factors and levels that answer it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/cell.hpp"
#include "harness/model/fidelity.hpp"
#include "harness/model/pairs.hpp"
#include "harness/model/program.hpp"
#include "harness/model/published.hpp"

namespace allocscale {

/// Which iterations an experiment's T is taken from: iteration 0, or the mean of those from which on the task
/// repeats itself (analysis/settling.hpp finds them).
enum class Estimand { cold, settled };

[[nodiscard]] inline std::string estimand_name(Estimand estimand) {
  return estimand == Estimand::cold ? "cold" : "settled";
}

/// The design of an experiment that names none.
[[nodiscard]] Design default_design(Estimand estimand);

/// A level that may be a word: "small", "paper" or a number of elements.
struct SizeLevel {
  std::string word;          // "small", "paper", or empty
  std::uint64_t number = 0;  // when word is empty

  friend bool operator==(const SizeLevel&, const SizeLevel&) = default;
};

/// A number of workers; `max` stands for all CPUs, `scaling` for levels up to them and two beyond.
struct WorkersLevel {
  bool max = false;
  int number = 1;
  bool scaling = false;

  friend bool operator==(const WorkersLevel&, const WorkersLevel&) = default;
};

/// The levels asked for, as words, by the name of a factor of factor.hpp; a factor that is missing keeps its
/// default.
using FactorLevels = std::map<std::string, std::vector<std::string>>;

/// How the levels of the factors of factor.hpp are combined.
///   crossed        every level of one with every level of the others
///   one-at-a-time  the baseline's levels, and each other level among them alone, under the baseline's layout
///                  and those of vary_under, without a policy arm; no arm under a replayed layout either,
///                  which asks no allocator
enum class Combination { crossed, one_at_a_time };

/// The levels of the cell that others are compared with.
struct Baseline {
  std::string layout;
  std::string allocator;
  std::map<std::string, std::string> levels = {};  // of the factors that vary, by name

  friend bool operator==(const Baseline&, const Baseline&) = default;
};

/// Whether the cell, at whatever size and number of workers, is the baseline's.
[[nodiscard]] bool is_baseline(const Baseline& baseline, const Cell& cell);

/// Where a level was given, for the one-line error when this machine turns out to lack it.
struct SourceMark {
  std::string factor;  // "kernel", "layout", "allocator", "baseline layout", "size", "iterations", …
  std::string level;   // as it was written
  std::string where;   // "experiments/quick.toml:5:12" or "--kernel"
};

/// An experiment as a spec file gives it, before it is expanded over what the machine has.
struct Experiment {
  std::string name;
  std::string question;                    // prose
  std::vector<std::string> kernels;        // "*": every one
  std::vector<std::string> layouts;        // "*": every one
  std::vector<std::string> allocators;     // "*": every one
  std::vector<std::string> arms = {};      // policy arms that run beside each of the allocators
  std::vector<std::string> controls = {};  // kernels that run beside whichever are chosen, at size small,
                                           // with no arm and no other setting than the baseline's
  std::vector<SizeLevel> sizes;
  std::vector<WorkersLevel> workers;
  FactorLevels levels;
  Combination combination = Combination::crossed;
  std::vector<std::string> vary_under = {};  // layouts, see Combination; "*": every one
  Estimand estimand = Estimand::settled;
  std::optional<Design> design = std::nullopt;  // absent: see default_design()
  std::optional<int> iterations;  // absent: the kernel's own number at small, but enough for the estimand
  Baseline baseline;
  int blocks = 20;
  double margin = 0.03;                                        // δ of the equivalence test
  std::optional<double> budget_seconds;                        // per call
  std::optional<double> deadline_seconds;                      // per trial; absent: from the prediction
  std::map<std::string, std::vector<SizeLevel>> kernel_sizes;  // of one kernel, instead of `sizes`
  std::vector<ProgramTask> programs;        // tasks of the user's, which are kernels too; empty: none
  std::vector<PublishedFigures> published;  // no part of the question
  std::vector<FidelityPair> fidelity = {};  // no part of the question
  std::vector<SourceMark> marks;            // no part of the question: equal experiments may differ in them
};

}  // namespace allocscale
