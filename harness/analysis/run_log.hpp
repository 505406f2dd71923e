// How a run was conducted: which blocks were run again, which count although the machine was disturbed, and
// when the widths were looked at.
#pragma once

#include <set>
#include <vector>

#include "harness/model/dataset.hpp"

namespace allocscale {

struct RunLog {
  std::vector<ReplacedBlock> replaced;  // by later blocks; in no table
  std::set<int> disturbed;              // in the tables, and flagged there
  std::vector<StopCheck> stop_checks;   // in the order they were made
};

[[nodiscard]] RunLog run_log(const Dataset& dataset);

}  // namespace allocscale
