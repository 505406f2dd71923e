// From the stored runs of a self-test to its results.
#pragma once

#include <vector>

#include "harness/model/dataset.hpp"
#include "harness/selftest/campaigns.hpp"
#include "harness/selftest/results.hpp"

namespace allocscale {

/// Collects what each run of the self-test shows; only attributions and p values are kept of it.
class Gathering {
 public:
  /// `dataset` is the run as stored.
  void add(const SelftestRun& run, const Dataset& dataset);

  /// Everything but `seed` and `simulated`. `catalog` holds the planted kernels, which declare their doses.
  [[nodiscard]] SelftestResults results(const Catalog& catalog);

 private:
  SelftestResults results_;
  std::vector<double> p_values_;
  std::vector<CampaignAttributions> campaigns_;
};

}  // namespace allocscale
