// `allocscale runs check`: says whether a store is whole.
#pragma once

#include <filesystem>
#include <string>

namespace allocscale {

struct RunsRequest {
  std::string what;  // "check"
  std::filesystem::path store = "results/allocscale.db";
};

/// Prints what is wrong with the store, a line each, or that it is whole. Returns the exit status: 0 it is
/// whole, 1 it is not. Throws RequestError where there is no such store, or it cannot be one.
[[nodiscard]] int runs(const RunsRequest& request);

}  // namespace allocscale
