#include "harness/conduct/conduct.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <utility>
#include <vector>

#include "harness/analysis/stopping.hpp"
#include "harness/base/error.hpp"
#include "harness/base/shuffle.hpp"
#include "harness/conduct/block_ledger.hpp"
#include "harness/conduct/sibling_pace.hpp"
#include "harness/conduct/trial_order.hpp"
#include "harness/model/factor.hpp"
#include "harness/plan/placement.hpp"

namespace allocscale {
namespace {

// The most that the random pad adds to the environment. Within a page it moves the stack; more gains nothing
// (Mytkowicz et al. 2009).
constexpr std::uint64_t most_pad_bytes = 4096;

// Corrects predicted times by how long the trials of this call have taken so far.
class Pace {
 public:
  void learn(double predicted, double taken) {
    predicted_ += predicted;
    taken_ += taken;
  }
  [[nodiscard]] double expect(double predicted) const {
    return predicted_ > 0 ? predicted * taken_ / predicted_ : predicted;
  }

 private:
  double predicted_ = 0;
  double taken_ = 0;
};

// Makes the order a paired one. Worker 0, whose times are compared, runs on another CPU in each block. Its
// pairs are turned round from block to block, and the twin's are always the other way round than the
// baseline's. The trial of one worker has the cold iteration only: the paired one has the others.
void pair(TrialOrder& order, int block, bool twin) {
  if (order.cell.workers == 1) {
    order.cell.iterations = 1;
    return;
  }
  order.pairs = (block % 2 == 1) == twin ? PairOrder::alone_first : PairOrder::together_first;
  const auto turn = static_cast<std::size_t>(block) % order.cpus.size();
  std::rotate(order.cpus.begin(), order.cpus.begin() + static_cast<std::ptrdiff_t>(turn), order.cpus.end());
}

TrialResult skipped(Outcome outcome, std::string why) {
  TrialResult result;
  result.outcome = outcome;
  result.message = std::move(why);
  return result;
}

// One call of conduct(): what it was given, and its progress.
class Conductor {
 public:
  Conductor(const Campaign& campaign, Store& store, const OpenedRun& run, const TrialHost& host)
      : campaign_(campaign),
        store_(store),
        run_(run),
        host_(host),
        predictions_(predict(campaign.plan, campaign.topology, campaign.catalog, host.ask_demand)),
        shape_(shape_block(campaign.plan, predictions_)),
        recorded_(store.recorded(run.id)),
        longest_ns_(store.longest_trials_ns(run.id)),
        ledger_(store, run, campaign.plan.cells, campaign.topology.capacity),
        outstanding_(trials_wanted() - std::min(trials_wanted(), ledger_.count_kept(recorded_))),
        predicted_seconds_(predict_call()),
        began_(host.steady_seconds()) {}

  StopReason run_blocks() {
    for (block_ = 0; turn_ < run_.blocks_wanted; ++block_) {
      const std::optional<BlockStatus> status = ledger_.status(block_);
      if (status)
        turn_ += *status == BlockStatus::counts ? 1 : 0;
      else if (const std::optional<StopReason> stopped = run_block())
        return *stopped;
    }
    if (widths_due()) (void)decide(0);
    if (ran_something_) announce("complete");
    return StopReason::complete;
  }

 private:
  // Runs the trials that the block lacks and decides its status. Returns a reason where this call must end
  // before the block is whole. A block that an earlier call cut is replaced, unless a whole one would not fit
  // into the budget: such a block would never be finished.
  std::optional<StopReason> run_block() {
    const std::vector<PlannedTrial> planned = plan_block(campaign_.plan, shape_, turn_, run_.seed);
    std::vector<PlannedTrial> missing;
    for (const PlannedTrial& trial : planned)
      if (!recorded_.contains(slot_of(numbered(trial)))) missing.push_back(trial);
    const bool resumed = !missing.empty() && missing.size() < planned.size();
    if (resumed && seconds_of(planned) <= budget() && ledger_.replace_cut(block_)) {
      outstanding_ += planned.size() - missing.size();
      return std::nullopt;
    }
    if (!missing.empty())
      if (const std::optional<StopReason> stopped = run_missing(missing, resumed)) return stopped;
    if (ledger_.judge_whole(block_) == BlockStatus::counts)
      ++turn_;
    else
      outstanding_ += planned.size();
    if (host_.block_ended) host_.block_ended();
    return std::nullopt;
  }

  std::optional<StopReason> run_missing(const std::vector<PlannedTrial>& missing, bool resumed) {
    const StopDecision decision = decide(seconds_of(missing));
    if (decision == StopDecision::precise) return StopReason::precise;
    if (decision == StopDecision::budget) return StopReason::out_of_budget;
    begin();
    look_at_width();
    for (const PlannedTrial& trial : missing) {
      if (host_.interrupted()) return StopReason::interrupted;
      if (ran_something_ && left_of_budget() <= 0) return StopReason::out_of_budget;
      announce(in_words(trial), fmt::format("block {}/{}", turn_ + 1, run_.blocks_wanted));
      run_one(trial, resumed);
    }
    return std::nullopt;
  }

  // Calls what the host does before the first trial. That may wait for others; the budget is not for that.
  // The shape of the blocks stays as it was, whatever the host has learnt: a later call must find the same.
  void begin() {
    if (std::exchange(begun_, true)) return;
    const double before = host_.steady_seconds();
    if (host_.prepare) {
      host_.prepare();
      predictions_ = predict(campaign_.plan, campaign_.topology, campaign_.catalog, host_.ask_demand);
      predicted_seconds_ = predict_call();
    }
    if (host_.begin) host_.begin(predicted_seconds_, block_seconds(shape_, predictions_));
    began_ += host_.steady_seconds() - before;
  }

  // A block is planned by its turn among the blocks that count, and stored under its own number. So a block
  // that replaces another runs the same trials in the same order on the same CPUs.
  PlannedTrial numbered(PlannedTrial trial) const {
    trial.block = block_;
    return trial;
  }

  // In seconds.
  double predicted(const PlannedTrial& trial) const { return predictions_[trial.cell].seconds; }

  // Of the complete trials of its cell so far; 0 where there is none.
  double longest_seconds(const PlannedTrial& trial) const {
    const auto known = longest_ns_.find(trial.cell);
    return known == longest_ns_.end() ? 0 : static_cast<double>(known->second) / 1e9;
  }

  double seconds_of(const std::vector<PlannedTrial>& trials) const {
    double sum = 0;
    for (const PlannedTrial& trial : trials) sum += predicted(trial);
    return pace_.expect(sum);
  }

  double budget() const {
    return campaign_.experiment.budget_seconds.value_or(std::numeric_limits<double>::infinity());
  }

  double left_of_budget() const { return budget() - (host_.steady_seconds() - began_); }

  bool widths_due() const { return campaign_.precision && width_check_due(turn_); }

  // Decides before a block that is predicted to take `seconds` whether to go on. The analysis of thousands of
  // stored trials takes a second, so it is made only when its widths may decide.
  StopDecision decide(double seconds) {
    std::vector<double> widths;
    if (widths_due()) widths = judged_half_widths(analyse(store_.load(run_.id)));
    StopCheck check =
        check_stop({run_.blocks_wanted, campaign_.precision, campaign_.experiment.budget_seconds}, turn_,
                   widths, host_.steady_seconds() - began_, seconds);
    // The first block of a call is begun, however long it takes.
    if (check.decision == StopDecision::budget && !ran_something_) check.decision = StopDecision::go_on;
    if (check.widest && host_.stop_checked) host_.stop_checked(check);
    if (check.widest || check.decision != StopDecision::go_on) (void)store_.record_stop_check(run_.id, check);
    return check.decision;
  }

  std::string in_words(const PlannedTrial& trial) const {
    const Cell& cell = campaign_.plan.cells[trial.cell];
    return fmt::format("{} {} {} × {}", cell.kernel, cell.layout, cell.allocator, cell.workers);
  }

  // Looks how narrow the intervals are after the blocks so far, for show(). All looks of this call together
  // take at most a hundredth of its time: analysing thousands of stored trials takes a second.
  void look_at_width() {
    constexpr double share_of_time = 0.01;
    if (!host_.shows_width || turn_ < 2 || turn_ == looked_at_) return;
    const double now = host_.steady_seconds();
    if (looking_seconds_ + last_look_seconds_ > share_of_time * (now - began_)) return;
    looked_at_ = turn_;
    if (const auto width = typical_half_width(analyse(store_.load(run_.id))))
      width_ = WidthSoFar{turn_, *width};
    last_look_seconds_ = host_.steady_seconds() - now;
    looking_seconds_ += last_look_seconds_;
  }

  void announce(std::string what, std::string block = "") {
    Progress now;
    now.done = static_cast<int>(done_);
    now.total = static_cast<int>(done_ + outstanding_);
    now.elapsed_seconds = host_.steady_seconds() - began_;
    now.predicted_seconds = predicted_seconds_;
    now.what = std::move(what);
    now.block = std::move(block);
    now.width = width_;
    host_.show(now);
  }

  // The trials of the whole run, over all calls. Every block has equally many.
  std::size_t trials_wanted() const {
    return static_cast<std::size_t>(std::accumulate(shape_.trials.begin(), shape_.trials.end(), 0)) *
           static_cast<std::size_t>(run_.blocks_wanted);
  }

  // The predicted seconds of this call.
  double predict_call() const {
    if (outstanding_ == 0) return 0;
    const double share = static_cast<double>(outstanding_) / static_cast<double>(trials_wanted());
    return std::min(block_seconds(shape_, predictions_) * run_.blocks_wanted * share, budget());
  }

  TrialResult result_of(const PlannedTrial& trial) {
    const Cell& cell = campaign_.plan.cells[trial.cell];
    if (const auto missing = campaign_.plan.missing_runners.find(cell.allocator);
        missing != campaign_.plan.missing_runners.end())
      return skipped(Outcome::skipped_allocator, missing->second);
    if (const auto available = host_.available_memory())
      if (auto refusal = memory_refusal(cell, needed_bytes(cell), *available))
        return skipped(Outcome::skipped_memory, *std::move(refusal));
    TrialOrder order = order_trial(campaign_, trial, predicted(trial), longest_seconds(trial));
    if (order.siblings && cell.sibling_rate == SiblingRate::matched) {
      const SiblingPace& pace = pilot(trial);
      if (!pace.operations_per_s) return skipped(pace.outcome, pace.message);
      order.siblings->operations_per_s = pace.operations_per_s;
    }
    const double before = host_.steady_seconds();
    TrialResult result = host_.run_trial(order);
    pace_.learn(predicted(trial), host_.steady_seconds() - before);
    ran_something_ = true;
    if (result.outcome == Outcome::complete)
      longest_ns_[trial.cell] =
          std::max(longest_ns_[trial.cell], result.readings[TrialMetric::trial_ns].value_or(0));
    return result;
  }

  std::int64_t needed_bytes(const Cell& cell) const {
    return trial_bytes(cell, campaign_.topology, *find_runner(campaign_.catalog, cell.allocator),
                       host_.ask_demand);
  }

  // The rate of the cell's siblings, from one trial of its kernel alone. That trial is run once in each call
  // and is not stored.
  const SiblingPace& pilot(const PlannedTrial& trial) {
    const Cell& cell = campaign_.plan.cells[trial.cell];
    const std::string key = cell_key(alone(cell)) + std::string(level_of(find_factor("siblings"), cell));
    const auto known = paces_.find(key);
    if (known != paces_.end()) return known->second;
    TrialOrder order = order_trial(campaign_, trial, predicted(trial), longest_seconds(trial));
    order.cell = alone(cell);
    order.siblings.reset();
    order.cpus = trial_cpus(campaign_.topology, order.cell, campaign_.plan.workers.back(), trial.block);
    const TrialResult result = host_.run_trial(order);
    const Demand demand = host_.ask_demand(alone(cell));
    return paces_.emplace(key, sibling_pace(cell, campaign_.experiment.estimand, result, demand))
        .first->second;
  }

  void run_one(const PlannedTrial& trial, bool resumed) {
    const std::int64_t started_at = host_.unix_ns();
    const TrialResult result = result_of(trial);
    // Where another harness has filled the slot meanwhile, its trial stays and this one is dropped.
    (void)store_.record(run_.id, numbered(trial), result, started_at, resumed);
    recorded_.insert(slot_of(numbered(trial)));
    ++done_;
    if (outstanding_ > 0) --outstanding_;
  }

  const Campaign& campaign_;
  Store& store_;
  const OpenedRun& run_;
  const TrialHost& host_;
  std::vector<Prediction> predictions_;
  BlockShape shape_;
  std::set<Slot> recorded_;
  std::map<std::size_t, std::int64_t> longest_ns_;  // complete trials, by cell
  BlockLedger ledger_;
  std::size_t done_ = 0;     // trials, in this call
  std::size_t outstanding_;  // trials, as far as is known
  double predicted_seconds_;
  double began_;
  Pace pace_;
  std::map<std::string, SiblingPace> paces_;
  int block_ = 0;  // its number in the store
  int turn_ = 0;   // how many before it count
  std::optional<WidthSoFar> width_;
  int looked_at_ = 0;  // after so many blocks
  double last_look_seconds_ = 0;
  double looking_seconds_ = 0;
  bool ran_something_ = false;
  bool begun_ = false;
};

}  // namespace

TrialOrder order_trial(const Campaign& campaign, const PlannedTrial& trial, double predicted_seconds,
                       double longest_seconds) {
  const Cell& cell = campaign.plan.cells[trial.cell];
  TrialOrder order = order_cell(cell, *find_runner(campaign.catalog, cell.allocator), campaign.topology,
                                campaign.plan.workers.back(), trial.block);
  for (const AskedEvent& event : campaign.asked_events) order.asked_events.push_back(event.code);
  SplitMix64 random(trial.seed);
  order.environment_pad = static_cast<int>(random.below(most_pad_bytes));
  if (design_of(campaign.plan, trial.cell) == Design::paired) pair(order, trial.block, trial.twin);
  order.deadline_seconds = deadline_seconds(campaign.experiment, predicted_seconds, longest_seconds);
  return order;
}

StopReason conduct(const Campaign& campaign, Store& store, const OpenedRun& run, const TrialHost& host) {
  try {
    return Conductor(campaign, store, run, host).run_blocks();
  } catch (const Interrupted&) {
    return StopReason::interrupted;
  }
}

}  // namespace allocscale
