// The views of a store under which its data can be asked for, with names in place of the numbers by which
// tables refer to each other. A column that two views have means the same in both and is never absent, so
// that a natural join of them is right.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/model/data_table.hpp"

namespace allocscale {

struct StoredView {
  DataTable table;     // without rows
  std::string select;  // the SELECT that gives its rows, in the order of its columns; it ends in a FROM
                       // clause whose table `run` a WHERE can narrow
};

/// runs, allocators, trials, workers and samples.
[[nodiscard]] const std::vector<StoredView>& stored_views();

}  // namespace allocscale
