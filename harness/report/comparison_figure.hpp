// What changed from A to B as a picture: a forest plot of every row's ratio.
#pragma once

#include "harness/report/comparison_words.hpp"
#include "harness/report/plot.hpp"

namespace allocscale {

/// A panel for the times alone and one for the losses; the rows in the order of A's cells, controls last. A
/// row without a ratio has its name and the reason.
[[nodiscard]] Plot comparison_plot(const ComparisonWords& words);

/// Both runs with their blocks, and their machines.
[[nodiscard]] PlotSource comparison_source(const ComparisonWords& words);

}  // namespace allocscale
