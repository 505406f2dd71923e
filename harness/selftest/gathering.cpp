#include "harness/selftest/gathering.hpp"

#include <optional>
#include <set>
#include <string>
#include <utility>

#include "harness/attribution/attribution.hpp"
#include "harness/conduct/asked_demand.hpp"

namespace allocscale {
namespace {

std::optional<double> declared_spin(const Attribution& attribution, const AskWork& ask_work) {
  Cell cell;
  cell.kernel = attribution.kernel;
  cell.size = attribution.size;
  cell.iterations = attribution.iterations;
  cell.layout = attribution.subject.layout;
  cell.allocator = attribution.subject.allocator;
  const auto work = ask_work(cell);
  if (!work || !work->planted_ns) return std::nullopt;
  return static_cast<double>(*work->planted_ns) * (attribution.subject.workers - 1);
}

// The kernels of the run's planted tasks that have no attribution.
std::vector<std::string> unsettled_tasks(const Dataset& dataset,
                                         const std::vector<Attribution>& attributions) {
  using Task = std::pair<std::string, std::uint64_t>;  // kernel, dose
  std::set<Task> tasks;
  for (const Cell& cell : dataset.run.cells)
    if (is_planted(cell.kernel)) tasks.insert({cell.kernel, cell.size});
  for (const Attribution& attribution : attributions) tasks.erase({attribution.kernel, attribution.size});
  std::vector<std::string> kernels;
  for (const auto& [kernel, dose] : tasks) kernels.push_back(kernel);
  return kernels;
}

}  // namespace

void Gathering::add(const SelftestRun& run, const Dataset& dataset) {
  for (const double p : twin_p_values(dataset)) p_values_.push_back(p);
  for (const StoredTrial& trial : dataset.trials) {
    ++results_.trials;
    results_.incomplete += trial.result.outcome == Outcome::complete ? 0 : 1;
  }
  if (!run.planted) return;
  std::vector<Attribution> attributions = attribute(dataset, declared_work_of(run.campaign.catalog));
  std::vector<std::string> unsettled = unsettled_tasks(dataset, attributions);
  campaigns_.push_back({std::move(attributions), run.competitor, std::move(unsettled)});
  ++results_.experiments;
  results_.blocks = run.campaign.experiment.blocks;
}

SelftestResults Gathering::results(const Catalog& catalog) {
  results_.confusion = confusion(campaigns_);
  results_.slopes =
      dose_slopes(campaigns_, [ask_work = declared_work_of(catalog)](const Attribution& attribution) {
        return declared_spin(attribution, ask_work);
      });
  results_.mixed = mixed_shares(campaigns_, results_.slopes);
  results_.twins = tally(p_values_);
  return results_;
}

}  // namespace allocscale
