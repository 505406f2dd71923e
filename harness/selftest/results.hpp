// Everything that the self-test found.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/selftest/confusion.hpp"
#include "harness/selftest/dose_slope.hpp"
#include "harness/selftest/gauge.hpp"
#include "harness/selftest/mixed_shares.hpp"
#include "harness/selftest/twin_tally.hpp"

namespace allocscale {

struct SelftestResults {
  std::uint64_t seed = 0;
  std::vector<Gauge> simulated;
  int experiments = 0;  // in which something was planted
  int blocks = 0;       // of each
  std::vector<ConfusionRow> confusion;
  std::vector<DoseSlope> slopes;
  std::optional<MixedShares> mixed;
  TwinTally twins;
  int trials = 0;
  int incomplete = 0;  // trials that failed, whatever the reason

  /// Whether every line is what it must be.
  [[nodiscard]] bool holds() const;
};

}  // namespace allocscale
