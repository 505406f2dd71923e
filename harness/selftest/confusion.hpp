// Planted × named: how often is each planted cause given its name?
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "harness/selftest/planted_kernel.hpp"

namespace allocscale {

/// One campaign's attributions of planted kernels, which ran beside a competitor or not.
struct CampaignAttributions {
  std::vector<Attribution> attributions;
  bool competitor = false;
};

/// One planted cause, all of its doses together.
struct ConfusionRow {
  const PlantedKernel* planted = nullptr;
  std::array<int, named_words.size()> named{};
  /// Why a name that is wrong here is not held against it: what the machine gives together is what it gives
  /// alone. Empty: nothing excuses.
  std::string excuse;

  [[nodiscard]] int attributions() const;
  [[nodiscard]] int right() const;
  /// One in twenty may be wrong, and one of three.
  [[nodiscard]] int allowed_wrong() const;
  [[nodiscard]] bool holds() const { return attributions() - right() <= allowed_wrong() || !excuse.empty(); }
};

/// In the order of planted_kernels(), then the competitor; rows without an attribution are left out. A row is
/// excused only where the retained rate of its probe is equivalent to 1: its 95 % interval within the margin.
[[nodiscard]] std::vector<ConfusionRow> confusion(std::span<const CampaignAttributions> campaigns);

}  // namespace allocscale
