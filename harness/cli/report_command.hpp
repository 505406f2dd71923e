// `allocscale report`: the tables of what is stored; nothing is run.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "harness/base/places.hpp"

namespace allocscale {

struct ReportRequest {
  std::string experiment;  // empty: the newest run of any
  std::optional<std::int64_t> run;
  std::vector<std::string> formats = {"text"};
  std::optional<std::filesystem::path> folder;  // absent: standard output
  bool wide = false;                            // tables have the times of the phases
  bool summary = false;                         // the answer is printed, and not the tables
  bool machines = false;                        // its newest run on each machine, side by side
  std::filesystem::path findings;               // of merge --findings, in place of a store; empty: the store
  std::filesystem::path store = default_store();
};

/// Prints the tables of the run of that number, or of the newest, or writes them into the folder and prints
/// the files' names. Returns the exit status. Throws RequestError when there is no such store, run or format,
/// and when the folder cannot be written.
[[nodiscard]] int report(const ReportRequest& request);

}  // namespace allocscale
