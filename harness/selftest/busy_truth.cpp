#include "harness/selftest/busy_truth.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "harness/analysis/findings.hpp"
#include "harness/analysis/verdict.hpp"
#include "harness/selftest/made_trial.hpp"
#include "harness/selftest/simulated.hpp"

namespace allocscale {
namespace {

constexpr double deviation = 0.1;  // of the logarithm of a trial's time

// A worker beside a competitor that wants `share` of its CPU: it gets no less than half.
double waiting_beside(double share) { return std::min(share, 0.5); }

// The trial of a task that runs for `running_ns`; the last of several workers waits for its CPU.
TrialResult trial_beside_competitor(const Cell& cell, double running_ns, double waiting) {
  MadeValues values;
  values.warm_ns = values.cold_ns = running_ns;
  values.waiting = 0.0;
  TrialResult result = made_result(cell, values);
  if (cell.workers == 1) return result;
  values.waiting = waiting;
  values.warm_ns = values.cold_ns = running_ns / (1 - waiting);
  result.workers.back().samples = made_result(cell, values).workers.back().samples;
  return result;
}

struct Judged {
  Verdict running = Verdict::none;  // the verdict of the run
  bool elapsed_loss = false;        // whether its elapsed times alone would be a loss
};

Judged judged_run(double share, double loss, Normal& normal) {
  Dataset dataset;
  dataset.run.baseline = {"boxed", "glibc"};
  dataset.run.capacity = 2;
  dataset.run.margin = 0.03;
  dataset.run.cells = {made_cell("boxed", "glibc", 1), made_cell("boxed", "glibc", 2)};
  for (int block = 0; block < blocks_for_verdict; ++block)
    for (std::size_t cell = 0; cell < 2; ++cell) {
      const double running_ns = 100e6 * (cell == 0 ? 1 : 1 + loss) * std::exp(normal(0, deviation));
      add_trial(dataset, cell, block,
                trial_beside_competitor(dataset.run.cells[cell], running_ns, waiting_beside(share)));
    }
  const Findings findings = analyse(dataset);
  const AtWorkers& together = findings.tables[0].rows[0].together[0];
  return {together.slowdown.verdict, together.elapsed_slowdown.interval->low > 1};
}

// The greatest or least share of runs of which `holds` is true, over the competitors.
template <class Better, class Holds>
double worst(const std::vector<double>& shares, double loss, int draws, Normal& normal, Better better,
             Holds holds) {
  std::vector<double> figures;
  for (const double share : shares)
    figures.push_back(share_of(draws, [&] { return holds(judged_run(share, loss, normal)); }));
  return *std::min_element(figures.begin(), figures.end(), better);
}

bool lost(const Judged& run) { return run.running == Verdict::loss; }

}  // namespace

std::vector<BoundedFigure> busy_truth(int draws, std::uint64_t seed) {
  Normal normal(derive_seed(seed, 0x62757379));
  const std::vector<double> busy = {0.05, 0.1, 0.3, 0.5, 0.9};
  const std::vector<double> very_busy = {0.1, 0.3, 0.5, 0.9};
  const double greatest_false = 0.025 + 3 * std::sqrt(0.025 * 0.975 / draws);
  std::vector<BoundedFigure> figures;
  const auto add = [&](const char* what, double figure, double least, double most) {
    figures.push_back({what, figure, least, most, FigureUnit::share});
  };
  add("busy machine, no loss: elapsed time calls it one",
      worst(very_busy, 0, draws, normal, std::less<>(), [](const Judged& run) { return run.elapsed_loss; }),
      0.15, 1);
  add("busy machine, no loss: the verdict calls it one",
      worst(busy, 0, draws, normal, std::greater<>(), lost), 0, 0);
  add("busy machine, a loss of 7 % that is called equivalent",
      worst(busy, 0.07, draws, normal, std::greater<>(),
            [](const Judged& run) { return run.running == Verdict::equivalent; }),
      0, 0);
  add("a little busy, no loss: the verdict calls it one",
      worst({0.03}, 0, draws, normal, std::greater<>(), lost), 0, greatest_false);
  return figures;
}

}  // namespace allocscale
