// `allocscale explain`: why what is stored does not scale, and why it costs what it costs; nothing is run.
#pragma once

#include <filesystem>
#include <string>

namespace allocscale {

struct ExplainRequest {
  std::string kernel;      // empty: every one of the run
  std::string experiment;  // empty: a run of any
  std::string format = "text";
  std::filesystem::path store = "results/allocscale.db";
};

/// Of the newest run in which a suspect was taken away. Returns the exit status. Throws RequestError when
/// there is no such store, run, kernel or format.
[[nodiscard]] int explain(const ExplainRequest& request);

}  // namespace allocscale
