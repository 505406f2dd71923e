// Why does a task not scale, and why does it cost what it costs? Three ledgers beside one another, each with
// its doubts, and what no one could tell.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/analysis/trial_quality.hpp"
#include "harness/attribution/accounts.hpp"
#include "harness/attribution/removal_cells.hpp"
#include "harness/attribution/removal_ledger.hpp"
#include "harness/attribution/roof.hpp"
#include "harness/attribution/sibling_ledger.hpp"
#include "harness/model/catalog.hpp"
#include "harness/model/dataset.hpp"

namespace allocscale {

/// The machine's own share, shown before anything is blamed on memory: what a kernel that allocates nothing
/// and touches no memory loses at P.
struct MachineLoss {
  std::string kernel;
  int blocks = 0;
  double time_ns = 0;  // T(1), mean over blocks
  Interval points;     // 100·(T(P) − T(1))/T(1), 95 % over blocks
};

/// How a removal is made.
enum class Remedy {
  arm,        // of the allocator: set in a minute
  layout,     // of the program's data
  rehearsal,  // a layout placed by a rehearsal: no program can be run so
};

/// What one removal, made on the subject as it is, does.
struct Change {
  std::string name;  // of the arm or the layout: "glibc:retain", "immortal"
  Remedy remedy = Remedy::layout;
  Interval alone;     // T(S,1)/T(∅,1), geometric mean over blocks, 95 %
  Interval together;  // T(S,P)/T(∅,P)
  Interval slowdown;  // T(S,P)/T(S,1)
};

struct Attribution {
  std::string kernel;
  std::uint64_t size = 0;
  int iterations = 1;
  std::string setting;  // "placement compact": levels of the factors that vary; empty: none does
  Subject subject;
  Estimand estimand = Estimand::warm;
  double margin = 0.03;
  int capacity = 1;
  std::optional<Interval> time_ns;     // T(∅,1), geometric mean over blocks, 95 %
  std::optional<Interval> slowdown;    // T(∅,P)/T(∅,1)
  std::optional<MachineLoss> machine;  // absent: no such kernel in the experiment
  int trials = 0;    // complete ones of the task, alone and with as many workers, all removals together
  FlagCounts flags;  // raised by them
  std::vector<PhaseLedger> accounts;  // ledger I: the phases that have one, then the whole task
  std::vector<Check> checks;
  RemovalLedger removal;           // ledger II
  std::vector<Suspect> not_there;  // the layout has none of these
  // What a replay takes to be told its addresses, which no removal takes away: points, 95 %; measured alone.
  std::optional<Interval> replay_reading;
  std::vector<Change> changes;         // one per single level that was measured and whose checks stand
  std::vector<Interference> siblings;  // ledger III; empty: not measured
  std::vector<Roof> roofs;
  BandwidthEvidence bandwidth_evidence;
  BandwidthVerdict bandwidth = BandwidthVerdict::not_settled;
};

/// What one iteration of a cell is declared to do, which no dataset says. May be empty.
using AskWork = std::function<std::optional<DeclaredWork>(const Cell& cell)>;

/// One for each task × layout × allocator × number of workers above 1 of which some removal was measured, by
/// task in the order of the cells, then by name; controls and probes, which have no list, are none. Pure;
/// linear in the samples. Equal datasets give equal attributions.
[[nodiscard]] std::vector<Attribution> attribute(const Dataset& dataset, const AskWork& ask_work = {});

}  // namespace allocscale
