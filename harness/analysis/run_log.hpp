// How a run was conducted: which blocks were run again, which count although the machine was disturbed, and
// when the widths were looked at.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "harness/model/dataset.hpp"

namespace allocscale {

struct RunLog {
  std::vector<ReplacedBlock> replaced;  // by later blocks; in no table
  std::set<int> disturbed;              // in the tables, and flagged there
  std::vector<StopCheck> stop_checks;   // in the order they were made
  std::vector<std::string> uncounted;   // names of perf events that no trial counted, though some trial ended
};

[[nodiscard]] RunLog run_log(const Dataset& dataset);

}  // namespace allocscale
