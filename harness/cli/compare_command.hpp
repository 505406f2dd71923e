// `allocscale compare`: what changed between two runs, or between two allocators of one; and whether limits
// hold.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "harness/base/places.hpp"

namespace allocscale {

struct CompareRequest {
  std::string
      a;  // as parse_run_reference() reads it; empty as b is: the run before the newest of its experiment
  std::string b;                                // empty: the newest run
  std::vector<std::string> limits;              // "loss > 5%"
  std::optional<std::filesystem::path> junit;   // the file for the report
  std::optional<std::filesystem::path> figure;  // the picture of all rows
  bool keep_data = false;                       // its script and its data beside it
  std::filesystem::path store = default_store();
};

/// Prints what changed. Returns the exit status: 0 the limits hold, or there are none; 1 trials failed; 3 a
/// limit is exceeded; 4 that cannot be told with these blocks. Throws RequestError where a side, a limit or a
/// file is wrong, or the two have no row in common.
[[nodiscard]] int compare(const CompareRequest& request);

}  // namespace allocscale
