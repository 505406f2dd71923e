// Everything that the self-test found.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/selftest/bounded_figure.hpp"
#include "harness/selftest/confusion.hpp"
#include "harness/selftest/dose_slope.hpp"
#include "harness/selftest/mixed_shares.hpp"
#include "harness/selftest/twin_tally.hpp"

namespace allocscale {

/// The results of all runs and simulations.
struct SelftestResults {
  std::uint64_t seed = 0;
  std::vector<BoundedFigure> simulated;
  int experiments = 0;  // those in which something was planted
  int blocks = 0;       // of each experiment
  std::vector<ConfusionRow> confusion;
  std::vector<DoseSlope> slopes;
  std::optional<MixedShares> mixed;
  TwinTally twins;
  int trials = 0;
  int incomplete = 0;  // trials that did not complete, for whatever reason

  /// Whether every result is within its bounds.
  [[nodiscard]] bool holds() const;
};

}  // namespace allocscale
