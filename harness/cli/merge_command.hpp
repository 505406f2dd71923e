// `allocscale merge`: brings the runs of other stores into one.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "harness/base/places.hpp"

namespace allocscale {

struct MergeRequest {
  std::vector<std::filesystem::path> from;
  std::filesystem::path store = default_store();
  std::filesystem::path findings;  // --findings: the file that gets them; empty: runs are merged
};

/// With `findings`: of each store in `from`, the findings of every experiment on every machine; of each file
/// of findings, its lines. They are written in the place of the file, with what it had.
///
/// Otherwise: brings every run of each store in `from` into `store`, and prints a line for each. The stores
/// in `from` are not changed. Returns the exit status. Throws RequestError where one of them is none or is
/// the store itself, before anything is written.
[[nodiscard]] int merge(const MergeRequest& request);

}  // namespace allocscale
