#include "harness/analysis/settling.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "harness/analysis/false_discovery.hpp"
#include "harness/analysis/interval.hpp"
#include "harness/analysis/running_time.hpp"
#include "harness/base/median.hpp"

namespace allocscale {
namespace {

constexpr double most_stray_faults = 16;  // the stack, a page of the C library
constexpr double most_fault_difference = 0.1;
constexpr double most_difference_of_few = 1;  // of fewer trials than …
constexpr std::size_t few_trials = 5;
constexpr double least_agreeing = 0.8;  // of the trials, in the direction of the difference
constexpr double ns_of_fault = 1000;
constexpr double most_time_in_faults = 0.01;
constexpr double most_time_difference = 0.05;
constexpr double error_of_comparison = 0.05;

// One iteration of one trial.
struct Repeat {
  double ln_time = 0;
  std::optional<double> minor_faults;
};

using Repeats = std::map<int, Repeat>;  // of one trial, by iteration, without the cold one

Repeats repeats_of(const TrialResult& trial, bool running) {
  std::set<int> numbers;
  for (const WorkerResult& worker : trial.workers)
    for (const Sample& sample : worker.samples)
      if (sample.iteration > 0) numbers.insert(sample.iteration);
  Repeats repeats;
  for (const int number : numbers) {
    const IterationRange one = {number, number};
    const auto time = judged_time(time_parts(trial, one), running);
    if (time && *time > 0)
      repeats[number] = {std::log(*time), trial_value(trial, PhaseMetric::minor_faults, one)};
  }
  return repeats;
}

// How far the value lies beyond the range: above 0 over it, below 0 under it, 0 within.
double beyond(double value, const std::vector<double>& range) {
  const auto [low, high] = std::minmax_element(range.begin(), range.end());
  if (value > *high) return value - *high;
  return value < *low ? value - *low : 0;
}

// Iteration `at` of a cell beside the range of the later ones, over its trials.
struct Contrasts {
  std::vector<double> ln_times_beyond;
  std::vector<double> times_ns;  // of iteration `at`
  std::vector<double> faults_beyond;
  std::vector<double> faults;  // of iteration `at`
};

Contrasts contrasts_at(const std::vector<Repeats>& trials, int at) {
  Contrasts contrasts;
  for (const Repeats& repeats : trials) {
    const auto own = repeats.find(at);
    if (own == repeats.end() || std::next(own) == repeats.end()) continue;
    std::vector<double> times, faults;
    for (auto later = std::next(own); later != repeats.end(); ++later) {
      times.push_back(later->second.ln_time);
      if (later->second.minor_faults) faults.push_back(*later->second.minor_faults);
    }
    contrasts.ln_times_beyond.push_back(beyond(own->second.ln_time, times));
    contrasts.times_ns.push_back(std::exp(own->second.ln_time));
    if (!own->second.minor_faults || faults.size() != times.size()) continue;
    contrasts.faults.push_back(*own->second.minor_faults);
    contrasts.faults_beyond.push_back(beyond(contrasts.faults.back(), faults));
  }
  return contrasts;
}

bool faults_differ(const Contrasts& contrasts) {
  if (contrasts.faults.empty()) return false;
  const double difference = median(contrasts.faults_beyond);
  const double near_end = median(contrasts.faults) - difference;
  const auto agreeing = std::count_if(contrasts.faults_beyond.begin(), contrasts.faults_beyond.end(),
                                      [&](double one) { return one * difference > 0; });
  const std::size_t trials = contrasts.faults.size();
  const double most = trials < few_trials ? most_difference_of_few : most_fault_difference;
  return static_cast<double>(agreeing) >= least_agreeing * static_cast<double>(trials) &&
         std::abs(difference) > most_stray_faults && std::abs(difference) > most * near_end &&
         std::abs(difference) > most_time_in_faults * median(contrasts.times_ns) / ns_of_fault;
}

// `tests`: of the whole comparison.
bool times_differ(const Contrasts& contrasts, int tests) {
  const auto mean = mean_of(contrasts.ln_times_beyond);
  const double margin = std::log1p(most_time_difference);
  if (!mean || std::abs(*mean) <= margin) return false;
  std::vector<double> past_margin;
  for (const double value : contrasts.ln_times_beyond)
    past_margin.push_back(value - std::copysign(margin, *mean));
  const auto p_value = t_test_p(past_margin);
  return p_value && *p_value < error_of_comparison / tests;
}

// A cell's trials, by iteration.
struct CellRepeats {
  std::vector<Repeats> trials;
  int first = 1;  // iteration after the cold one; 2 for the halves alone of pairs (unfold_pairs.hpp)
  int last = 0;
};

// The first iteration from which on the cell repeats itself; absent where it does not, and without a trial.
std::optional<int> settles_from(const CellRepeats& cell, int tests) {
  if (cell.trials.empty()) return std::nullopt;
  const auto like_later = [&](int at) {
    const Contrasts contrasts = contrasts_at(cell.trials, at);
    return !faults_differ(contrasts) && !times_differ(contrasts, tests);
  };
  const int last_but_one = cell.last - 1;
  int from = last_but_one;
  while (from > cell.first && like_later(from - 1)) --from;
  const bool settles = from < last_but_one || (last_but_one >= 1 && like_later(last_but_one));
  return settles ? std::optional(from) : std::nullopt;
}

using ComparisonKey = std::tuple<std::string, std::uint64_t, int>;  // kernel, size, iterations

ComparisonKey key_of(const Cell& cell) { return {cell.kernel, cell.size, cell.iterations}; }

std::vector<CellRepeats> gather_repeats(const Dataset& dataset) {
  std::vector<CellRepeats> cells(dataset.run.cells.size());
  for (const StoredTrial& trial : dataset.trials) {
    const Cell& cell = dataset.run.cells.at(trial.planned.cell);
    if (trial.result.outcome != Outcome::complete || cell.iterations < 2) continue;
    Repeats repeats = repeats_of(trial.result, judges_running_time(cell, dataset.run.capacity));
    if (repeats.empty()) continue;
    CellRepeats& own = cells[trial.planned.cell];
    own.first = std::max(own.first, repeats.begin()->first);
    own.last = std::max(own.last, repeats.rbegin()->first);
    own.trials.push_back(std::move(repeats));
  }
  return cells;
}

}  // namespace

std::vector<CellIterations> iterations_of_cells(const Dataset& dataset, Estimand estimand) {
  const std::vector<Cell>& cells = dataset.run.cells;
  std::vector<CellIterations> iterations(cells.size());
  for (CellIterations& one : iterations) one.measured = cold_iteration;
  if (estimand == Estimand::cold) return iterations;

  const std::vector<CellRepeats> repeats = gather_repeats(dataset);
  std::map<ComparisonKey, int> tests;
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (!repeats[i].trials.empty()) tests[key_of(cells[i])] += std::max(0, repeats[i].last - 1);

  std::vector<std::optional<int>> own_from;
  std::map<ComparisonKey, int> latest;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    own_from.push_back(settles_from(repeats[i], tests[key_of(cells[i])]));
    if (own_from[i]) latest[key_of(cells[i])] = std::max(latest[key_of(cells[i])], *own_from[i]);
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const int last = cells[i].iterations - 1;
    if (last < 1) continue;
    const auto from = latest.find(key_of(cells[i]));
    if (from != latest.end()) iterations[i].settled_from = from->second;
    const bool settles = from != latest.end() && (own_from[i] || repeats[i].trials.empty());
    iterations[i].measured = settles ? IterationRange{from->second, last} : IterationRange{};
    iterations[i].settling = {1, settles ? from->second - 1 : last};
  }
  return iterations;
}

}  // namespace allocscale
