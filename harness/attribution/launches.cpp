#include "harness/attribution/launches.hpp"

#include <cmath>
#include <utility>
#include <vector>

#include "harness/analysis/interval.hpp"

namespace allocscale {
namespace {

std::vector<double> logarithms(const Records& records, double TrialRecord::*time_ns) {
  std::vector<double> values;
  for (const auto& [place, record] : records) values.push_back(std::log(record.*time_ns));
  return values;
}

std::optional<double> geometric_mean(const std::vector<double>& logs) {
  const auto mean = mean_of(logs);
  return mean ? std::optional(std::exp(*mean)) : std::nullopt;
}

}  // namespace

Launches launches_of(const TaskCells& task, Treatment treatment, int workers, std::string cell) {
  const auto at = [&](int number) {
    treatment.workers = number;
    return logarithms(task.at(treatment), &TrialRecord::time_ns);
  };
  const std::vector<double> alone = at(1), together = at(workers);
  return {std::move(cell), geometric_mean(alone), geometric_mean(together), two_modes(alone),
          two_modes(together)};
}

Launches launches_beside(const Records& records, std::string cell) {
  const std::vector<double> together = logarithms(records, &TrialRecord::first_ns);
  return {std::move(cell), std::nullopt, geometric_mean(together), std::nullopt, two_modes(together)};
}

}  // namespace allocscale
