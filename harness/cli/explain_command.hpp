// `allocscale explain`: why the stored tasks do not scale, and why they cost what they cost. Nothing is run.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "harness/base/places.hpp"
#include "harness/model/catalog.hpp"
#include "harness/model/dataset.hpp"

namespace allocscale {

struct ExplainRequest {
  std::string kernel;      // empty: every kernel of the run
  std::string experiment;  // empty: any
  std::optional<std::int64_t> run;
  std::string format = "text";
  std::filesystem::path store = default_store();
};

/// Explains the run of that number, or the newest run in which a suspect was taken away, on standard output.
/// Returns the exit status. Throws RequestError when there is no such store, run, kernel or format.
[[nodiscard]] int explain(const ExplainRequest& request);

/// Prints what explain() prints of the run. Nothing where no suspect has been taken away yet.
void print_explanations(const Dataset& dataset, const Catalog& catalog);

}  // namespace allocscale
