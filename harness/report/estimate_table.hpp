// The estimates of a run as a table of data: what each row of its tables says, at each number of workers.
#pragma once

#include "harness/analysis/findings.hpp"
#include "harness/model/data_table.hpp"

namespace allocscale {

/// The table "estimates" without rows.
[[nodiscard]] DataTable estimate_table();

/// Adds the rows of a run to it. Of settled times a cell also has a row of cold ones.
void add_estimates(const Findings& findings, DataTable& table);

}  // namespace allocscale
