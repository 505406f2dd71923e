// The confusion matrix, planted × named: how often each planted cause is named.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "harness/selftest/planted_kernel.hpp"

namespace allocscale {

/// The attributions of the planted kernels in one campaign.
struct CampaignAttributions {
  std::vector<Attribution> attributions;
  bool competitor = false;
  std::vector<std::string> unsettled = {};  // planted kernels, one for each task whose times did not settle
};

/// One planted cause, with all of its doses.
struct ConfusionRow {
  const PlantedKernel* planted = nullptr;
  std::array<int, named_words.size()> named{};
  int unsettled = 0;  // tasks that have no attribution; they count as wrong
  /// Attributions without a loss on a machine that gives its workers together what it gives one alone. They
  /// do not count as wrong. `excuse` says why, for the first of them.
  int excused = 0;
  std::string excuse;

  [[nodiscard]] int tasks() const;  // those to be named
  [[nodiscard]] int right() const;
  [[nodiscard]] int wrong() const { return tasks() - right(); }
  /// How many may be wrong: one in twenty, and one where there are three.
  [[nodiscard]] int allowed_wrong() const;
  [[nodiscard]] bool holds() const { return wrong() - excused <= allowed_wrong(); }
};

/// The rows in the order of planted_kernels(), then the competitor; a row without a task is left out.
/// An attribution is excused only where no loss is named and the retained rate of its kernel's probe is
/// equivalent to 1: over at least blocks_for_verdict blocks, its 95 % interval lies within the margin.
[[nodiscard]] std::vector<ConfusionRow> confusion(std::span<const CampaignAttributions> campaigns);

}  // namespace allocscale
