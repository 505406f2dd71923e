// `allocscale runs`: lists what a store holds, checks it, notes something of a run, deletes runs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "harness/base/places.hpp"

namespace allocscale {

struct RunsRequest {
  std::string format = "text";  // of the list: or csv, json
  std::int64_t noted = 0;       // the run that is given the note
  std::string note;             // empty: it has none any more
  std::vector<std::int64_t> deleted;
  bool yes = false;  // delete without asking
  std::filesystem::path store = default_store();
};

// Each returns the exit status, and throws RequestError where there is no such store or run, or the file
// cannot be a store.

/// Prints the runs of the store, a line each, newest last.
[[nodiscard]] int list_runs(const RunsRequest& request, const Places& places);

/// Prints what is wrong with the store, a line each, or that it is whole: exit status 1 or 0.
[[nodiscard]] int check_runs(const RunsRequest& request);

/// Stores the note of a run.
[[nodiscard]] int note_run(const RunsRequest& request);

/// Deletes runs, after asking where a person can be asked. Refuses while another process measures into the
/// store.
[[nodiscard]] int delete_runs(const RunsRequest& request);

}  // namespace allocscale
