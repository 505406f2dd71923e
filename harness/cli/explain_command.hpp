// `allocscale explain`: why what is stored does not scale, and why it costs what it costs; nothing is run.
#pragma once

#include <filesystem>
#include <string>

namespace allocscale {

struct ExplainRequest {
  std::string kernel;      // empty: every one of the run
  std::string experiment;  // empty: the newest run of any
  std::string format = "text";
  std::filesystem::path store = "results/allocscale.db";
};

/// Returns the exit status. Throws RequestError when there is no such store, run, kernel or format, and when
/// no suspect was taken away in the run.
[[nodiscard]] int explain(const ExplainRequest& request);

}  // namespace allocscale
