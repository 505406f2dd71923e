// The ledger of removals as a table of data: what goes with each suspect of a loss and of a cost.
#pragma once

#include <span>

#include "harness/attribution/attribution.hpp"
#include "harness/model/data_table.hpp"
#include "harness/model/dataset.hpp"

namespace allocscale {

/// The table "components" without rows.
[[nodiscard]] DataTable component_table();

/// Adds the rows of a run to it: those of a loss where there is one, and those of a cost.
void add_components(const Dataset& dataset, std::span<const Attribution> attributions, DataTable& table);

}  // namespace allocscale
