// The results of an experiment as values: every number of a report, and the reason for each absent one.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/analysis/fidelity.hpp"
#include "harness/analysis/interval.hpp"
#include "harness/analysis/modes.hpp"
#include "harness/analysis/robust.hpp"
#include "harness/analysis/run_log.hpp"
#include "harness/analysis/scaling_law.hpp"
#include "harness/analysis/trial_quality.hpp"
#include "harness/analysis/verdict.hpp"
#include "harness/model/dataset.hpp"
#include "harness/model/phase.hpp"

namespace allocscale {

/// A number made of K blocks. Where the value or its interval is absent, `reason` says why in a few words.
struct Estimate {
  std::optional<double> value;       // K ≥ 1
  std::optional<Interval> interval;  // 95 %, K ≥ 2; its estimate is the value
  int blocks = 0;                    // K
  std::string reason;
};

/// A ratio of times, paired by block and tested against 1. Where the launches of one of the two are of two
/// kinds, it has no value, and Verdict::two_kinds.
struct Effect {
  Estimate ratio;
  Verdict verdict = Verdict::none;
  std::optional<double> detectable;      // the smallest change that would be found: 0.042 is 4.2 %
  int left_out = 0;                      // blocks in which a partner was missing
  std::optional<RobustEstimate> robust;  // of the same ratios, unmoved by a few large ones
  std::optional<double> p_value;         // of no difference (Student, two-sided)
  std::optional<double> adjusted_p;      // for the false discovery rate over all contrasts of the findings
  std::optional<Kinds> kinds = {};       // of the launches, where one of the two has launches of two kinds
};

/// Trials of one cell that ended the same way, other than complete.
struct Incomplete {
  Outcome outcome = Outcome::failed;
  int trials = 0;
  std::string message;  // the first
};

/// One row at one number of workers: one cell (or the twin's copy of it).
struct AtWorkers {
  int workers = 1;
  bool oversubscribed = false;  // more workers than the capacity
  bool running = false;         // running time is judged, else elapsed time (running_time.hpp)
  int complete = 0;             // trials
  Estimate time_ns;             // T, the time that is judged (running_time.hpp): geometric mean over blocks
  Estimate elapsed_ns;          // likewise of the elapsed time
  std::optional<double> settling_ns;    // T before it settled: geometric mean over trials
  std::optional<double> waiting_share;  // of the elapsed time, mean over trials; absent where that is judged
  Effect slowdown;                      // T(P)/T(1); no value at P = 1
  Estimate elapsed_slowdown;            // likewise of the elapsed times
  std::optional<Effect> corrected;  // when oversubscribed: the slowdown over P/capacity, the least possible
  // Of T over the trials, in ns, where the launches are of two kinds. No launch has their mean, so times and
  // what is counted per iteration are then absent.
  std::optional<Modes> modes;
  std::array<std::optional<double>, phase_names.size()>
      phase_ns;  // elapsed, of each phase: geometric mean over trials
  // Means over trials, per iteration of those measured and per worker; absent where a trial did not report
  // it. The CPU time is a geometric mean, as the times beside which it stands are; the others are arithmetic.
  PhaseMeans per_iteration;                 // perf counts scaled to the whole time
  std::optional<double> cold_minor_faults;  // of iteration 0, whatever the estimand
  // Means over trials, of one worker and of the whole trial.
  WorkerMeans per_worker;
  TrialMeans per_trial;
  std::optional<double> peak_bytes;  // median over trials of the largest worker's peak
  FlagCounts flags;
  std::vector<Incomplete> incomplete;

  /// The effect whose verdict stands: corrected where workers share CPUs.
  [[nodiscard]] const Effect& judged() const { return corrected ? *corrected : slowdown; }
};

/// The one thing in which a row differs from the row that its time alone is compared with. A twin differs in
/// nothing from the baseline.
enum class CostOf : std::size_t { allocator, layout, setting, twin };

inline constexpr std::array<std::string_view, 4> costs_of = {"allocator", "layout", "setting", "twin"};

/// A row's time alone over the time alone of its reference: the row that has the baseline's allocator, layout
/// or setting, and is like it in everything else. See like_with_like.hpp for rows with another reference.
struct Cost {
  Effect effect;        // without a value where there is no such row, or where the row is a reference itself
  std::string against;  // the reference, "contiguous glibc"; empty where there is none
  bool reference = false;  // the row has the baseline's allocator, layout or setting
  // Where the reference does not have the baseline's: its allocator, "mimalloc", or its setting.
  std::string other_reference = {};
};

/// One cost for each of CostOf.
class Costs {
 public:
  Cost& operator[](CostOf of) { return costs_[static_cast<std::size_t>(of)]; }
  const Cost& operator[](CostOf of) const { return costs_[static_cast<std::size_t>(of)]; }
  auto begin() { return costs_.begin(); }
  auto end() { return costs_.end(); }
  [[nodiscard]] auto begin() const { return costs_.begin(); }
  [[nodiscard]] auto end() const { return costs_.end(); }

 private:
  std::array<Cost, costs_of.size()> costs_;
};

/// The times of a program's row over those of the same variant under the baseline's allocator.
struct OverBaseline {
  Effect alone;
  std::vector<Effect> together;  // one per KernelTable::workers
};

/// One line of a table.
struct Row {
  std::string layout;
  std::string allocator;
  std::string setting;  // the levels of the factors that vary in its table, "start fork"; of more than two,
                        // those that are not the baseline's
  Cell cell;            // its factors' levels
  bool baseline = false;
  bool twin = false;  // the second copy of the baseline
  AtWorkers alone;
  std::vector<AtWorkers> together;            // one per KernelTable::workers
  std::optional<ScalingLaw> law;              // needs six levels within the capacity
  Costs costs;                                // of the time alone, like with like
  std::optional<OverBaseline> over_baseline;  // of programs, but for the baseline's allocator and the twin
};

/// The A/A check: the twin against the baseline, which are the same cell.
struct TwinCheck {
  int workers = 1;    // 1: ratio of the times alone; P: ratio of the slowdowns
  Effect difference;  // its interval should include 1
};

/// Who is fastest alone under one layout, and all that cannot be told from it.
struct FastestAlone {
  std::string layout;
  std::string allocator;
  std::vector<std::string> ties;
  int blocks = 0;     // the fewest behind any of the comparisons; below blocks_for_verdict nothing is claimed
  bool busy = false;  // one of them waited so long for a CPU that nothing is claimed
  std::string setting = {};                    // as a row's
  std::vector<std::string> of_two_kinds = {};  // allocators that are not compared: no launch has their mean
};

/// Rows whose list buffers the allocator gives back, as its cliff map says.
struct BeyondCliff {
  std::string layout;
  std::string allocator;
  LargestBuffer buffer;
  std::uint64_t cliff_bytes = 0;  // from which size on

  friend bool operator==(const BeyondCliff&, const BeyondCliff&) = default;
};

/// One comparison: a kernel at a size.
struct KernelTable {
  std::string kernel;
  std::uint64_t size = 0;  // elements
  int iterations = 1;
  Design design = Design::separate;  // whether alone and together were measured in one process
  std::string
      setting;  // placement, and the other factors that hold for all of it and are not at their default
  std::string otherwise;  // the baseline's levels, where the settings of rows leave them out
  Baseline baseline;      // of the experiment; of a kernel that does not run under its layout, under another
  KernelKind kind =
      KernelKind::list;  // of controls and probes the layout is no list's, of programs a variant
  Estimand estimand = Estimand::settled;  // cold where there is one iteration only
  std::optional<int> settled_from;        // the iteration; absent of a cold table, and where no row settles
  std::vector<int> workers;               // the levels above 1, ascending
  std::optional<int> headline;            // the level whose twin is told in a sentence: the largest
                                          // within the capacity, else the largest
  int blocks = 0;                         // with a complete trial
  std::vector<Row> rows;                  // the baseline first, its twin second
  std::vector<TwinCheck> twin;
  std::vector<FastestAlone> fastest;  // per layout and setting
  std::vector<BeyondCliff> beyond_cliffs;
  std::vector<KernelTable> cold;  // of settled times: the same comparison at iteration 0; else empty
};

/// Kernel × allocator: the slowdown under each layout, of kernels that share layouts.
struct OverviewRow {
  std::string kernel;
  std::uint64_t size = 0;
  std::string allocator;
  std::string setting;                             // as a row's
  int workers = 1;                                 // of its table's levels
  std::vector<std::optional<AtWorkers>> slowdown;  // one per Overview::layouts; absent: not measured
};

struct Overview {
  std::vector<std::string> layouts;
  std::vector<OverviewRow> rows;
};

/// A control that only computes and is not shown to be as fast with these workers as alone, see
/// control_check.hpp.
struct UnevenControl {
  std::string kernel;
  std::string allocator;
  std::string setting;  // as a row's
  int workers = 1;
  Effect slowdown;  // as judged
  // Its waiting, as shares of its elapsed time alone and with these workers, as AtWorkers::waiting_share.
  std::optional<double> waiting_alone = {};
  std::optional<double> waiting_together = {};
  bool cold = false;  // in iteration 0
};

/// All that a report says of one run.
struct Findings {
  RunDescription run;
  RunLabel label;
  std::vector<KernelTable> tables;
  std::vector<UnevenControl> uneven;
  std::vector<Overview> overviews;
  Fidelity fidelity;  // of the run's pairs of models and programs
  RunLog log;
};

/// Computes the findings from the raw samples. Pure; linear in the samples.
[[nodiscard]] Findings analyse(const Dataset& stored);

/// The layouts of the table's rows, in their order, without repeats.
[[nodiscard]] std::vector<std::string> layouts_of(const KernelTable& table);

/// The row's values at a number of workers, or nullptr where that was not measured.
[[nodiscard]] const AtWorkers* find_at(const Row& row, int workers);

}  // namespace allocscale
