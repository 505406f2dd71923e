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
  /// Attributions without a loss of which the machine gives together what it gives alone: not held against
  /// them. And why, of the first.
  int excused = 0;
  std::string excuse;

  [[nodiscard]] int attributions() const;
  [[nodiscard]] int right() const;
  [[nodiscard]] int wrong() const { return attributions() - right(); }
  /// One in twenty may be wrong, and one of three.
  [[nodiscard]] int allowed_wrong() const;
  [[nodiscard]] bool holds() const { return wrong() - excused <= allowed_wrong(); }
};

/// In the order of planted_kernels(), then the competitor; rows without an attribution are left out. An
/// attribution is excused only where no loss is named and the retained rate of its kernel's probe is
/// equivalent to 1, its 95 % interval within the margin, over blocks_for_verdict blocks at least.
[[nodiscard]] std::vector<ConfusionRow> confusion(std::span<const CampaignAttributions> campaigns);

}  // namespace allocscale
