// Attributes the loss and the cost of a task to suspects: three ledgers of evidence, the doubts about each,
// and what could not be found out.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/analysis/trial_quality.hpp"
#include "harness/attribution/accounts.hpp"
#include "harness/attribution/counted.hpp"
#include "harness/attribution/launches.hpp"
#include "harness/attribution/removal_cells.hpp"
#include "harness/attribution/removal_ledger.hpp"
#include "harness/attribution/roof.hpp"
#include "harness/attribution/sibling_ledger.hpp"
#include "harness/model/catalog.hpp"
#include "harness/model/dataset.hpp"

namespace allocscale {

/// The machine's own share of the loss: what a control that allocates nothing and touches no memory loses at
/// P. It is shown before any loss is attributed to memory.
struct MachineLoss {
  std::string kernel;
  int blocks = 0;
  double time_ns = 0;  // T(1), geometric mean over blocks
  Interval points;     // 100·(T(P)/T(1) − 1), 95 % over blocks
  Launches launches = {};
};

/// How a removal is made, which says who can make it.
enum class Remedy {
  arm,        // by a policy arm of the allocator, which its user can set
  layout,     // by another layout of the program's data
  rehearsal,  // by a layout that a rehearsal placed; no real program can run so
};

/// The memory that one worker still holds after the task, with the subject's workers; bytes, means over
/// blocks. What is kept is the price of not asking for it again.
struct MemoryLeft {
  std::optional<double> proportional;  // of the process: pages shared with others are divided among them
  std::optional<double> retained;      // freed, and kept by the allocator, by its own account
};

/// What one removal alone changes of the subject.
struct Change {
  std::string name;  // of the arm or the layout: "glibc:retain", "immortal"
  Remedy remedy = Remedy::layout;
  Interval alone;        // T(S,1)/T(∅,1), geometric mean over blocks, 95 %
  Interval together;     // T(S,P)/T(∅,P)
  Interval slowdown;     // T(S,P)/T(S,1), over the ideal where workers share CPUs
  Interval of_slowdown;  // that slowdown over T(∅,P)/T(∅,1): below 1 the loss is lower
  MemoryLeft left = {};
  Launches launches = {};
};

/// Everything that is said of one subject.
struct Attribution {
  std::string kernel;
  std::uint64_t size = 0;
  int iterations = 1;
  Cell task = {};       // its levels of every factor; layout, allocator and workers are the subject's
  std::string setting;  // "placement compact": levels of the factors that vary; empty: none does
  Subject subject;
  Estimand estimand = Estimand::settled;
  Design design = Design::separate;
  std::optional<int> settled_from = {};  // as a table's
  double margin = 0.03;
  int capacity = 1;
  std::optional<Interval> time_ns;   // T(∅,1), geometric mean over blocks, 95 %
  std::optional<Interval> slowdown;  // T(∅,P)/T(∅,1), over the ideal where workers share CPUs
  // Of the subject. Where they are of two kinds, no launch has the mean of both: a page gives no time, no
  // loss and no verdict, though the values below are there.
  Launches launches = {};
  // The other cells whose launches are of two kinds and on which values below rest: removals, the control,
  // the subject beside siblings.
  std::vector<Launches> others_of_two_kinds = {};
  double waiting_share = 0;    // the larger of T(∅,1)'s and T(∅,P)'s: what of the elapsed time was
                               // spent waiting for a CPU; above most_waiting_of_row the verdict is busy
  std::string machine_kernel;  // the control that shows the machine's own share; empty: the run has none
  std::optional<MachineLoss> machine;  // absent: fewer than two blocks have the control
  int trials = 0;    // complete trials of the task, alone and with the subject's workers, with all removals
  FlagCounts flags;  // raised by these trials
  std::vector<PhaseLedger> accounts;  // ledger I: the phases that have one, then the whole task
  std::vector<Check> checks;
  RemovalLedger removal;           // ledger II
  std::vector<Suspect> not_there;  // the suspects that the layout does not have
  // The time in which a replay reads its recorded addresses, points, 95 %, measured alone. No removal takes
  // it away.
  std::optional<Interval> replay_reading;
  MemoryLeft left;              // of the subject as it is
  std::vector<Change> changes;  // one per single removal that was measured and whose checks did not fail
  std::vector<Interference> siblings;  // ledger III; empty: not measured
  std::vector<Roof> roofs;
  std::vector<Counted> counted = {};  // of the subject as it is; empty: the machine has no counters
  BandwidthEvidence bandwidth_evidence;
  BandwidthVerdict bandwidth = BandwidthVerdict::not_settled;
};

/// Returns what one iteration of a cell is declared to do; a dataset does not have it. May be empty.
using AskWork = std::function<std::optional<DeclaredWork>(const Cell& cell)>;

/// One attribution for each task × layout × allocator × number of workers above 1 of which a removal was
/// measured, ordered by task as the cells are, then by name. Controls and probes have none, since they have
/// no list. Takes time in proportion to the samples. Equal datasets give equal attributions.
[[nodiscard]] std::vector<Attribution> attribute(const Dataset& stored, const AskWork& ask_work = {});

}  // namespace allocscale
