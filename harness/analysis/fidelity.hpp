// Does a model behave in memory like the program that it stands for? Both do the same task at the same size
// under the same allocator; the start-up of each is measured too and taken away.
//
// Held against each other are, for each allocator, the peak of the memory and the page faults of one worker
// alone, and the slowdown; and, once for all allocators, the calls that ask malloc for memory and the bytes
// that they ask for, in all and by size class. Time is told, and not judged: an interpreter takes longer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/analysis/interval.hpp"
#include "harness/model/dataset.hpp"

namespace allocscale {

/// By how much a model may differ: 0.1 is 10 %.
inline constexpr double fidelity_margin = 0.1;

/// What a start-up leaves unknown. A runtime that has started holds memory that is free, and the task uses it
/// up before it asks for more; CPython takes memory for small objects by 1 MiB. A difference that is no
/// larger is not judged.
inline constexpr double unknown_bytes = 1 << 20;
inline constexpr double unknown_faults = 256;  // pages of it
/// Of calls: what an interpreter asks for beside its task, such as the text of its result.
inline constexpr double unknown_calls = 16;
inline constexpr double unknown_requested_bytes = 4096;

/// The fewest blocks whose slowdowns are judged.
inline constexpr int blocks_for_fidelity = 5;

enum class FidelityQuantity { peak_bytes, faults, slowdown, calls, requested_bytes };

/// "peak_bytes", "faults", "slowdown", "calls", "requested_bytes".
[[nodiscard]] std::string_view fidelity_quantity_name(FidelityQuantity quantity);

/// What may be said of one quantity.
///   pass     model over program lies within 1 ± fidelity_margin; of a slowdown, its whole interval does
///   fail     it lies outside; of a slowdown, its whole interval does
///   open     the interval of the slowdowns' ratio holds both, or is of fewer than blocks_for_fidelity blocks
///   small    it lies outside, but the difference is no larger than what a start-up leaves unknown
///   busy     one of the tasks waited so long for a CPU that its slowdown is not judged
///   absent   one of the two is not known
enum class FidelityVerdict { pass, fail, open, small, busy, absent };

/// "PASS", "FAIL", "open", "small", "busy", "absent".
[[nodiscard]] std::string_view fidelity_verdict_name(FidelityVerdict verdict);

/// One quantity of a model beside that of its program, both less start-up.
struct FidelityRow {
  std::size_t pair = 0;   // of the run's pairs
  std::string allocator;  // empty of what a task asks for, which is the same under each
  FidelityQuantity quantity = FidelityQuantity::peak_bytes;
  std::optional<std::uint64_t> most_bytes;  // of the size class; absent: all requests
  int workers = 1;
  std::optional<double> model;  // per element; of a slowdown the ratio T(P)/T(1)
  std::optional<double> program;
  std::optional<double> ratio;       // model over program
  std::optional<Interval> interval;  // of a slowdown: 95 %, of the ratio
  int blocks = 0;                    // of a slowdown
  FidelityVerdict verdict = FidelityVerdict::absent;
  std::string reason;  // why it is absent
};

/// The running time of both, alone, less start-up.
struct FidelityTime {
  std::size_t pair = 0;
  std::string allocator;
  std::optional<double> model_ns;  // per element
  std::optional<double> program_ns;
};

/// All that is held against each other in one run, in the order of its pairs.
struct Fidelity {
  std::vector<FidelityRow> rows;
  std::vector<FidelityTime> times;
};

/// Computes it from the run's trials and counts; empty where the run has no pairs. `disturbed`: blocks, as
/// gather_comparisons() wants them. A size class has rows where it holds a twentieth of the calls or bytes of
/// either side, and more than a start-up leaves unknown.
[[nodiscard]] Fidelity compare_models(const Dataset& dataset, const std::set<int>& disturbed);

}  // namespace allocscale
