#include "harness/selftest/gathering.hpp"

#include <optional>

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

}  // namespace

void Gathering::add(const SelftestRun& run, const Dataset& dataset) {
  for (const double p : twin_p_values(dataset)) p_values_.push_back(p);
  for (const StoredTrial& trial : dataset.trials) {
    ++results_.trials;
    results_.incomplete += trial.result.outcome == Outcome::complete ? 0 : 1;
  }
  if (!run.planted) return;
  campaigns_.push_back({attribute(dataset, declared_work_of(run.campaign.catalog)), run.competitor});
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
