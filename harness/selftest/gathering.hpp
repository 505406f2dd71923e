// Gathers the results of a self-test from its stored runs.
#pragma once

#include <vector>

#include "harness/model/dataset.hpp"
#include "harness/selftest/campaigns.hpp"
#include "harness/selftest/results.hpp"

namespace allocscale {

/// Collects the attributions and p values of each run; the samples are not kept.
class Gathering {
 public:
  /// Adds a run; `dataset` is the run as stored.
  void add(const SelftestRun& run, const Dataset& dataset);

  /// The results, without `seed` and `simulated`. `catalog` has the planted kernels, which declare their
  /// doses.
  [[nodiscard]] SelftestResults results(const Catalog& catalog);

 private:
  SelftestResults results_;
  std::vector<double> p_values_;
  std::vector<CampaignAttributions> campaigns_;
};

}  // namespace allocscale
